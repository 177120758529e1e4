package org.ecluse.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * The hours of a report in a subscriber's zone (R2.12, R3.1).
 *
 * @param hours 0 to 23, one at least, rising
 */
public record ReportTime(ZoneId zone, List<Integer> hours) {
    private static final int LAST_HOUR = 23;

    public ReportTime {
        hours = hours.stream().distinct().sorted().toList();
        if (hours.isEmpty() || hours.get(0) < 0 || hours.get(hours.size() - 1) > LAST_HOUR) {
            throw new IllegalArgumentException("hours must be 0 to " + LAST_HOUR + ", at least one, not " + hours);
        }
    }

    /** Once a day. */
    public ReportTime(ZoneId zone, int hour) {
        this(zone, List.of(hour));
    }

    /** The first due instant after {@code instant}. */
    public Instant nextAfter(Instant instant) {
        LocalDate date = instant.atZone(zone).toLocalDate();
        while (true) {
            for (Instant due : slots(date)) {
                if (due.isAfter(instant)) {
                    return due;
                }
            }
            date = date.plusDays(1);
        }
    }

    /**
     * When reports are due on a date, in order; the place in this list is the report's slot. An hour that a clock change leaves out is
     * due at the change, together with the hour that follows it; one that comes twice is due the first time (decisions: Jobs). A date
     * that a zone leaves out, because it crosses the date line, has none.
     */
    public List<Instant> slots(LocalDate date) {
        return hours.stream()
                .map(hour -> on(date, hour))
                .filter(due -> dateOf(due).equals(date))
                .distinct()
                .sorted()
                .toList();
    }

    /** The slot of a due instant on its date. */
    public int slotOf(Instant due) {
        return (int)
                slots(dateOf(due)).stream().filter(other -> other.isBefore(due)).count();
    }

    /** The subscriber's date at {@code due}. */
    public LocalDate dateOf(Instant due) {
        return due.atZone(zone).toLocalDate();
    }

    private Instant on(LocalDate date, int hour) {
        LocalDateTime local = LocalDateTime.of(date, LocalTime.of(hour, 0));
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }
}
