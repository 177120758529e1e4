package org.ecluse.server.dnslist;

import java.time.Instant;
import org.ecluse.dnslist.DnsList;

/**
 * A list as an administrator configured it.
 *
 * @param active whether it shall be asked, as long as it is to be believed
 */
public record ConfiguredList(DnsList list, boolean active, String createdBy, Instant createdAt, Instant changedAt) {}
