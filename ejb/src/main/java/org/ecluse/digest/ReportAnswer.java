package org.ecluse.digest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Why an address got a report on a day, or none (R3.14).
 *
 * @param address address key that was asked about, aliases and {@code +tag} resolved
 * @param reportOf whose report tells of it: the same, or the address that watches it
 * @param receiver who gets that report
 * @param day of the subscriber
 * @param reasons in the order of the day, one at least
 */
public record ReportAnswer(
        String address, String reportOf, String receiver, LocalDate day, ZoneId zone, List<ReportReason> reasons) {
    public ReportAnswer {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("an answer has a reason");
        }
    }
}
