package org.ecluse.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final RetrySchedule schedule =
            new RetrySchedule(Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofDays(5));

    @ParameterizedTest
    @CsvSource({"1, 0.5, 60", "2, 0.5, 120", "3, 0.5, 240", "8, 0.5, 7200", "1000, 0.5, 7200", "1, 0, 48", "1, 1, 72"})
    void waitsTwiceAsLongEachTimeUpToTheLongest(int attempts, double chance, long seconds) {
        assertThat(schedule.next(NOW, attempts, () -> chance)).isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void isOverAfterItsTime() {
        assertThat(schedule.isOver(NOW, NOW.plus(Duration.ofDays(5)).minusMillis(1)))
                .isFalse();
        assertThat(schedule.isOver(NOW, NOW.plus(Duration.ofDays(5)))).isTrue();
    }
}
