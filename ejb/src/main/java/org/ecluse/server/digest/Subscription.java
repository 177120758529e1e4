package org.ecluse.server.digest;

import java.time.Instant;
import java.util.Optional;

/**
 * A subscription as console and API show it.
 *
 * @param locale {@code en} or {@code fr}
 * @param reportHour 0 to 23, local
 * @param lastReportAt when the last report was queued; empty: none yet
 */
public record Subscription(
        long id,
        long customerId,
        String address,
        String locale,
        String zoneId,
        int reportHour,
        boolean active,
        Instant nextDueAt,
        Optional<Instant> lastReportAt) {}
