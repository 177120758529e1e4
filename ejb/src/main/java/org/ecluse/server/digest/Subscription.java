package org.ecluse.server.digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.digest.ReportKind;

/**
 * A subscription as console and API show it.
 *
 * @param receiver who gets the report: the address itself, or the owner of a distribution list (R3.10)
 * @param watched further addresses that the report tells of
 * @param kinds what it tells of
 * @param locale {@code en} or {@code fr}
 * @param reportHours 0 to 23, local, rising
 * @param lastReportAt when the last report was queued; empty: none yet
 */
public record Subscription(
        long id,
        long customerId,
        String address,
        String receiver,
        List<String> watched,
        Set<ReportKind> kinds,
        String locale,
        String zoneId,
        List<Integer> reportHours,
        boolean active,
        Instant nextDueAt,
        Optional<Instant> lastReportAt) {
    public Subscription {
        watched = List.copyOf(watched);
        kinds = Set.copyOf(kinds);
        reportHours = List.copyOf(reportHours);
    }

    public boolean toOwner() {
        return !receiver.equals(address);
    }
}
