package org.ecluse.filter.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.filter.greylist.GreyDecision.Kind;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows, with the clock as an argument. */
@Covers({"R1.4", "R1.14"})
class GreyWindowTest {
    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final GreyPolicy A = GreyPolicy.DEFAULT;
    private static final GreyPolicy E = new GreyPolicy(
            GreyPolicy.Mode.EVERY_NEW_CORRESPONDENCE,
            EnumSet.noneOf(Doubt.class),
            Duration.ofMinutes(3),
            Duration.ofHours(8),
            true);

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            at once,                         A, PT0S,         EARLY
            a moment before two minutes,     A, PT1M59.999S,  EARLY
            at two minutes,                  A, PT2M,         IN_TIME
            in the middle,                   A, PT30M,        IN_TIME
            at one hour,                     A, PT1H,         IN_TIME
            a moment after one hour,         A, PT1H0.001S,   LATE
            much later but remembered,       A, PT8H59M,      LATE
            forgotten,                       A, PT9H,         FIRST
            the other operator: too early,   E, PT2M59S,      EARLY
            the other operator: at the end,  E, PT8H,         IN_TIME
            the other operator: after it,    E, PT8H1S,       LATE
            """)
    void aSecondTry(String name, String policy, Duration after, Kind expected) {
        GreyPolicy grey = policy.equals("A") ? A : E;
        GreyEntry first = GreyWindow.decide(Optional.empty(), grey, START).entry();
        assertThat(GreyWindow.decide(Optional.of(first), grey, START.plus(after))
                        .kind())
                .isEqualTo(expected);
    }

    /** The entry keeps whole milliseconds, the clock is finer. */
    @Test
    void theReplyNamesTheWholeWindow() {
        Instant odd = START.plusNanos(700_000);
        GreyDecision first = GreyWindow.decide(Optional.empty(), A, odd);
        assertThat(ShortTime.atLeast(first.after(odd))).isEqualTo("2 min");
        assertThat(ShortTime.of(first.within(odd))).isEqualTo("1 h");
    }

    @Test
    void aFirstTryOpensTheWindow() {
        GreyDecision first = GreyWindow.decide(Optional.empty(), A, START);
        assertThat(first.kind()).isEqualTo(Kind.FIRST);
        assertThat(first.passes()).isFalse();
        assertThat(first.from()).isEqualTo(START.plus(Duration.ofMinutes(2)));
        assertThat(first.until()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(first.entry()).isEqualTo(new GreyEntry(START, 1, 0));
    }

    @Test
    void earlyTriesDoNotMoveTheWindow() {
        // Every ten seconds: the window still opens two minutes after the first try.
        List<Kind> kinds = kinds(
                A,
                Stream.iterate(0, i -> i + 10)
                        .limit(13)
                        .map(Duration::ofSeconds)
                        .toList());
        assertThat(kinds).startsWith(Kind.FIRST).endsWith(Kind.EARLY, Kind.IN_TIME);
        assertThat(kinds.subList(1, 12)).containsOnly(Kind.EARLY);
    }

    @Test
    void anEarlyTryIsToldHowLongIsLeft() {
        GreyEntry first = GreyWindow.decide(Optional.empty(), A, START).entry();
        Instant now = START.plusSeconds(30).plusMillis(200);
        GreyDecision early = GreyWindow.decide(Optional.of(first), A, now);
        assertThat(early.after(now)).isEqualTo(Duration.ofSeconds(90));
        assertThat(early.within(now)).isEqualTo(Duration.ofSeconds(3569));
    }

    @Test
    void theLateReplyOpensTheNextWindow() {
        assertThat(kinds(A, minutes(0, 61, 62, 64))).containsExactly(Kind.FIRST, Kind.LATE, Kind.EARLY, Kind.IN_TIME);
    }

    @Test
    void aSenderThatRetriesHourlyGetsThroughAtTheThirdRetry() {
        assertThat(kinds(A, minutes(0, 61, 122, 183)))
                .containsExactly(Kind.FIRST, Kind.LATE, Kind.LATE, Kind.LATE_TWICE);
    }

    @Test
    void aSenderThatRetriesEverySixHoursGetsThroughToo() {
        assertThat(kinds(A, minutes(0, 360, 720, 1080)))
                .containsExactly(Kind.FIRST, Kind.LATE, Kind.LATE, Kind.LATE_TWICE);
    }

    @Test
    void triesAreCountedUpToABound() {
        Optional<GreyEntry> entry = Optional.empty();
        for (int i = 0; i < 100; i++) {
            entry = Optional.of(GreyWindow.decide(entry, A, START.plusMillis(i)).entry());
        }
        assertThat(entry).contains(new GreyEntry(START, GreyEntry.MOST_COUNTED, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "v1|1795687200000|3|1; true",
                "v1|1795687200000|3; false",
                "v2|1795687200000|3|1; false",
                "v1||3|1; false",
                "v1|1795687200000|0|0; false",
                "v1|1|1|-1; false",
                "''; false",
                "v1|99999999999999999999|1|1; false"
            })
    void entriesAreShortText(String text, boolean readable) {
        Optional<GreyEntry> entry = GreyEntry.parse(text);
        assertThat(entry.isPresent()).isEqualTo(readable);
        entry.ifPresent(read -> assertThat(read).hasToString(text));
    }

    private static List<Kind> kinds(GreyPolicy policy, List<Duration> tries) {
        List<Kind> kinds = new ArrayList<>();
        Optional<GreyEntry> entry = Optional.empty();
        for (Duration each : tries) {
            GreyDecision decision = GreyWindow.decide(entry, policy, START.plus(each));
            kinds.add(decision.kind());
            entry = Optional.of(decision.entry()).filter(kept -> !decision.passes());
        }
        return kinds;
    }

    private static List<Duration> minutes(int... after) {
        return Arrays.stream(after).mapToObj(Duration::ofMinutes).toList();
    }
}
