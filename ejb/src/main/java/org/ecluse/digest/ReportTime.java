package org.ecluse.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/** The hour of a report in a subscriber's zone (R2.12, R3.1). */
public record ReportTime(ZoneId zone, int hour) {
    public ReportTime {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("hour must be 0 to 23, not " + hour);
        }
    }

    /**
     * The first due instant after {@code instant}. An hour that a clock change leaves out is due at the change; one that comes twice
     * is due the first time (decisions: Jobs).
     */
    public Instant nextAfter(Instant instant) {
        LocalDate date = instant.atZone(zone).toLocalDate();
        while (true) {
            Instant due = on(date);
            // A zone that crosses the date line leaves out a whole day, which then has no report.
            if (due.isAfter(instant) && due.atZone(zone).toLocalDate().equals(date)) {
                return due;
            }
            date = date.plusDays(1);
        }
    }

    /** The subscriber's date at {@code due}. */
    public LocalDate dateOf(Instant due) {
        return due.atZone(zone).toLocalDate();
    }

    private Instant on(LocalDate date) {
        LocalDateTime local = LocalDateTime.of(date, LocalTime.of(hour, 0));
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }
}
