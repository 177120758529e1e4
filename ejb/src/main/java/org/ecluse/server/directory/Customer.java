package org.ecluse.server.directory;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A customer of the service.
 *
 * @param locale {@code fr} or {@code en}: language of the mail it gets
 * @param zone in which its days begin and its times are shown
 */
public record Customer(long id, String name, String locale, ZoneId zone, long domains, Instant createdAt) {}
