package org.ecluse.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients send, the clock driven by hand. */
@Covers({"R1.9", "B11"})
class RateBookTest {
    private static final Instant START = Instant.parse("2026-11-26T10:00:03Z");
    private static final String CLIENT = "192.0.2.1";
    private static final String NETWORK = "192.0.2.0/24";
    private static final RateLimits NONE = new RateLimits(Map.of(), Map.of(), 0);

    private final MovingClock clock = new MovingClock(START);

    @Test
    void theLimitIsReachedExactlyAndItsTextHasWhatItNeeds() {
        RateBook book = new RateBook(recipients(RateWindow.MINUTE, 100), NONE, 10);
        for (int i = 0; i < 100; i++) {
            assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isEmpty();
        }
        assertThat(take(book, CLIENT, RateUnit.RECIPIENTS))
                .contains(new RateUse(
                        CLIENT, false, RateUnit.RECIPIENTS, RateWindow.MINUTE, 100, 100, Duration.ofSeconds(67)));
        assertThat(take(book, CLIENT, RateUnit.MESSAGES)).isEmpty();
        assertThat(take(book, "192.0.2.2", RateUnit.RECIPIENTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MINUTE", "HOUR", "DAY", "MONTH"})
    void itIsFreeWhenItSaidSoAndNotBefore(RateWindow window) {
        RateBook book = new RateBook(recipients(window, 3), NONE, 10);
        for (int i = 0; i < 3; i++) {
            assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isEmpty();
            clock.forward(window.length().dividedBy(5));
        }
        Duration wait = take(book, CLIENT, RateUnit.RECIPIENTS).orElseThrow().freeIn();
        clock.forward(wait.minusSeconds(1));
        assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isPresent();
        clock.forward(Duration.ofSeconds(1));
        assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isEmpty();
        // The other two are still in the window.
        assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isPresent();
    }

    @Test
    void noMinuteEverHoldsMoreThanTheLimitAndRoomIsAtMostASixthLate() {
        RateBook book = new RateBook(recipients(RateWindow.MINUTE, 20), NONE, 10);
        Random random = new Random(7);
        List<Instant> taken = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            clock.forward(Duration.ofMillis(random.nextInt(3_000)));
            Instant now = clock.instant();
            boolean let = take(book, CLIENT, RateUnit.RECIPIENTS).isEmpty();
            assertThat(since(taken, now.minusSeconds(60))).isLessThanOrEqualTo(20);
            if (!let) {
                assertThat(since(taken, now.minusSeconds(70))).isGreaterThanOrEqualTo(20);
            } else {
                taken.add(now);
            }
        }
        assertThat(taken).hasSizeGreaterThan(1_000).hasSizeLessThan(5_000);
    }

    @Test
    void aNetworkIsCountedTooAndWhatIsRefusedCountsNowhere() {
        RateBook book = new RateBook(recipients(RateWindow.HOUR, 5), recipients(RateWindow.HOUR, 8), 10);
        for (int i = 0; i < 5; i++) {
            assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isEmpty();
        }
        assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isPresent();
        for (int i = 0; i < 3; i++) {
            assertThat(take(book, "192.0.2.9", RateUnit.RECIPIENTS)).isEmpty();
        }
        Optional<RateUse> over = take(book, "192.0.2.9", RateUnit.RECIPIENTS);
        assertThat(over.map(RateUse::client)).contains(NETWORK);
        assertThat(over.map(RateUse::network)).contains(true);
        assertThat(over.map(RateUse::used)).contains(8);
    }

    @Test
    void theLongestWaitIsNamed() {
        RateBook book =
                new RateBook(new RateLimits(Map.of(RateWindow.MINUTE, 2, RateWindow.DAY, 2), Map.of(), 0), NONE, 10);
        take(book, CLIENT, RateUnit.MESSAGES);
        take(book, CLIENT, RateUnit.MESSAGES);
        assertThat(take(book, CLIENT, RateUnit.MESSAGES).map(RateUse::window)).contains(RateWindow.DAY);
    }

    @Test
    void aWarningComesAtEightyPerCent() {
        RateBook book = new RateBook(recipients(RateWindow.DAY, 10), NONE, 10);
        for (int i = 0; i < 7; i++) {
            take(book, CLIENT, RateUnit.RECIPIENTS);
        }
        assertThat(book.near(clock.instant())).isEmpty();
        take(book, CLIENT, RateUnit.RECIPIENTS);
        assertThat(book.near(clock.instant())).singleElement().satisfies(use -> {
            assertThat(use.percent()).isEqualTo(80);
            assertThat(use.isUsedUp()).isFalse();
        });
        clock.forward(Duration.ofDays(2));
        assertThat(book.near(clock.instant())).isEmpty();
    }

    @Test
    void aMillionClientsAreAsManyAsMayBeRemembered() {
        RateBook book = new RateBook(recipients(RateWindow.MINUTE, 2), recipients(RateWindow.MINUTE, 2), 500);
        take(book, CLIENT, RateUnit.RECIPIENTS);
        for (int i = 0; i < 1_000_000; i++) {
            book.take("a" + i, "n" + i, RateUnit.RECIPIENTS, clock.instant());
        }
        assertThat(book.size()).isEqualTo(1_000);
        // Forgotten means more room, never a refusal.
        assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isEmpty();
    }

    @Test
    void aClockThatGoesBackStandsStill() {
        RateBook book = new RateBook(recipients(RateWindow.MINUTE, 1), NONE, 10);
        take(book, CLIENT, RateUnit.RECIPIENTS);
        clock.forward(Duration.ofHours(-1));
        assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isPresent();
    }

    @Test
    void withoutALimitNobodyIsRefused() {
        RateBook book = new RateBook(recipients(RateWindow.MINUTE, 0), NONE, 10);
        for (int i = 0; i < 1_000; i++) {
            assertThat(take(book, CLIENT, RateUnit.RECIPIENTS)).isEmpty();
        }
        assertThat(book.near(clock.instant())).isEmpty();
    }

    @Test
    void connectionsAreCountedWhileTheyAreOpen() {
        OpenConnections open = new OpenConnections(2, 3);
        assertThat(open.open(CLIENT, NETWORK)).isEmpty();
        assertThat(open.open(CLIENT, NETWORK)).isEmpty();
        assertThat(open.open(CLIENT, NETWORK)).contains(new OpenConnections.Full(CLIENT, 2, 2));
        assertThat(open.open("192.0.2.2", NETWORK)).isEmpty();
        assertThat(open.open("192.0.2.3", NETWORK)).contains(new OpenConnections.Full(NETWORK, 3, 3));
        open.close(CLIENT, NETWORK);
        assertThat(open.open("192.0.2.3", NETWORK)).isEmpty();
        open.close(CLIENT, NETWORK);
        open.close("192.0.2.2", NETWORK);
        open.close("192.0.2.3", NETWORK);
        assertThat(open.size()).isZero();
    }

    private Optional<RateUse> take(RateBook book, String client, RateUnit unit) {
        return book.take(client, NETWORK, unit, clock.instant());
    }

    private static long since(List<Instant> taken, Instant from) {
        return taken.stream().filter(at -> at.isAfter(from)).count();
    }

    private static RateLimits recipients(RateWindow window, int limit) {
        return new RateLimits(Map.of(), Map.of(window, limit), 0);
    }
}
