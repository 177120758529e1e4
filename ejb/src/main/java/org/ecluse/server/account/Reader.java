package org.ecluse.server.account;

import java.time.ZoneId;
import org.ecluse.mail.EmailAddress;

/**
 * A user who is signed in: the owner of one mailbox address.
 *
 * @param sessionId of the session in use
 * @param locale {@code en} or {@code fr}
 */
public record Reader(EmailAddress address, long customerId, String sessionId, String locale, ZoneId zone) {}
