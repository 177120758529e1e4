package org.ecluse.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R3.1")
class ReportTimeTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            winter morning before,          Europe/Paris,       6, 2026-01-15T04:59:59Z, 2026-01-15T05:00:00Z
            exactly due is the next day,    Europe/Paris,       6, 2026-01-15T05:00:00Z, 2026-01-16T05:00:00Z
            just after,                     Europe/Paris,       6, 2026-01-15T05:00:01Z, 2026-01-16T05:00:00Z
            summer morning,                 Europe/Paris,       6, 2026-07-15T03:00:00Z, 2026-07-15T04:00:00Z
            across the spring change,       Europe/Paris,       6, 2026-03-28T05:00:00Z, 2026-03-29T04:00:00Z
            left-out hour is at the change, Europe/Paris,       2, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z
            hour after the left-out one,    Europe/Paris,       3, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z
            after the left-out hour,        Europe/Paris,       2, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z
            across the autumn change,       Europe/Paris,       6, 2026-10-24T04:00:00Z, 2026-10-25T05:00:00Z
            twice-there hour is the first,  Europe/Paris,       2, 2026-10-24T12:00:00Z, 2026-10-25T00:00:00Z
            and not the second,             Europe/Paris,       2, 2026-10-25T00:00:00Z, 2026-10-26T01:00:00Z
            between the two,                Europe/Paris,       2, 2026-10-25T00:30:00Z, 2026-10-26T01:00:00Z
            half-hour gap,                  Australia/Lord_Howe,2, 2026-10-03T10:00:00Z, 2026-10-03T15:30:00Z
            gap at midnight,                America/Asuncion,   0, 2023-09-30T12:00:00Z, 2023-10-01T04:00:00Z
            left-out day,                   Pacific/Apia,       6, 2011-12-29T17:00:00Z, 2011-12-30T16:00:00Z
            UTC,                            UTC,                0, 2026-02-28T23:59:59Z, 2026-03-01T00:00:00Z
            """)
    void nextDueInstant(String name, String zone, int hour, Instant now, Instant due) {
        ReportTime time = new ReportTime(ZoneId.of(zone), hour);

        assertThat(time.nextAfter(now)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2, 2026-03-29, 365",
        "Europe/Paris, 6, 2026-01-01, 365",
        "America/New_York, 2, 2026-01-01, 365",
        "Asia/Kathmandu, 6, 2026-01-01, 365"
    })
    void eachLocalDateHasOneReport(String zone, int hour, LocalDate first, int days) {
        ReportTime time = new ReportTime(ZoneId.of(zone), hour);
        Instant due = time.nextAfter(
                first.atStartOfDay(ZoneId.of(zone)).minusSeconds(1).toInstant());
        for (int day = 0; day < days; day++) {
            assertThat(time.dateOf(due)).isEqualTo(first.plusDays(day));
            due = time.nextAfter(due);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            two hours,                         Europe/Paris, 14 6, 2026-01-15, 05:00 13:00
            the left-out hour joins the next,  Europe/Paris, 2 3,  2026-03-29, 01:00
            the hours around the gap,          Europe/Paris, 1 2 4,2026-03-29, 00:00 01:00 02:00
            the hour that comes twice is one,  Europe/Paris, 2 3,  2026-10-25, 00:00 02:00
            a date that a zone leaves out,     Pacific/Apia, 6 18, 2011-12-30, ''
            """)
    @Covers("R3.12")
    void slotsOfADate(String name, String zone, String hours, LocalDate date, String utc) {
        ReportTime time = new ReportTime(
                ZoneId.of(zone),
                Stream.of(hours.split(" ")).map(Integer::valueOf).toList());

        List<Instant> slots = time.slots(date);
        assertThat(slots.stream().map(due -> due.toString().substring(11, 16)).toList())
                .isEqualTo(Stream.of(utc.split(" "))
                        .filter(word -> !word.isEmpty())
                        .toList());
        for (Instant due : slots) {
            assertThat(time.slotOf(due)).isEqualTo(slots.indexOf(due));
        }
    }

    @Test
    @Covers("R3.12")
    void overAYearEveryDateAndSlotComesOnceInOrder() {
        ReportTime time = new ReportTime(ZoneId.of("Europe/Paris"), List.of(2, 3, 14));
        Instant due = Instant.parse("2025-12-31T23:00:00Z");
        Set<String> seen = new HashSet<>();
        while (due.isBefore(Instant.parse("2026-12-31T22:00:00Z"))) {
            Instant next = time.nextAfter(due);
            assertThat(next).isAfter(due);
            assertThat(seen.add(time.dateOf(next) + "." + time.slotOf(next))).isTrue();
            due = next;
        }
        // On the day of the gap two of the three fall together.
        assertThat(seen).hasSize(365 * 3 - 1 + 1);
    }
}
