package org.ecluse.filter.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from what was seen, the clock driven by hand. Points: unknown recipient 5, virus 25, spam 10, good mail 5. */
@Covers("R1.8")
class EvidenceTest {
    private static final Duration HALF_LIFE = Duration.ofHours(6);
    private static final ReputationRules ALONE = ReputationRules.ofClient(HALF_LIFE, 100, 200, true);
    private static final ReputationRules AMONG_OTHERS = ReputationRules.ofClient(HALF_LIFE, 100, 200, false);
    private static final ReputationRules NETWORK = ReputationRules.ofNetwork(HALF_LIFE, 100);

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-26T10:00:00Z"));
    private Evidence evidence = Evidence.none(clock.instant());

    @ParameterizedTest(name = "{0} unknown, {1} viruses, {2} spam, {3} good")
    @CsvSource({
        // unknown, viruses, spam, good, listed, refused
        "19, 0,  0,   0, false, false",
        "20, 0,  0,   0, true,  false",
        "39, 0,  0,   0, true,  false",
        "40, 0,  0,   0, true,  true",
        "0,  4,  0,   0, true,  false",
        "0,  0,  10,  0, true,  false",
        // A good mail for every bad one halves little; three quarters good, and nothing counts.
        "0,  0,  20,  20, true,  false",
        "0,  0,  20,  120, false, false",
        "0,  0,  200, 1500, false, false",
        "0,  0,  200, 100, true,  true",
        "0,  0,  0,   50, false, false"
    })
    void listsByWhatWasSeenAndByTheShareOfItThatIsBad(
            int unknown, int viruses, int spam, int good, boolean listed, boolean refused) {
        see(Observation.GOOD_MAIL, 1, ALONE, good);
        see(Observation.UNKNOWN_RECIPIENT, 1, ALONE, unknown);
        see(Observation.VIRUS, 1, ALONE, viruses);
        see(Observation.SPAM, 1, ALONE, spam);
        Standing standing = evidence.standing(ALONE, clock.instant());
        assertThat(standing.listable()).as("listed at " + standing.score()).isEqualTo(listed);
        assertThat(standing.refusable()).as("refused at " + standing.score()).isEqualTo(refused);
    }

    @Test
    void fadesByHalfInAHalfLifeAndTellsWhenItEnds() {
        see(Observation.UNKNOWN_RECIPIENT, 1, ALONE, 40);
        Standing standing = evidence.standing(ALONE, clock.instant());
        assertThat(standing.score()).isEqualTo(200);
        // From 200 to half of 100, and to half of 200.
        assertThat(standing.endsAt()).isEqualTo(clock.instant().plus(HALF_LIFE.multipliedBy(2)));
        assertThat(standing.refusedUntil()).isEqualTo(clock.instant().plus(HALF_LIFE));
        clock.forward(HALF_LIFE);
        assertThat(score(ALONE)).isCloseTo(100, within(0.01));
        clock.forward(HALF_LIFE);
        assertThat(score(ALONE)).isCloseTo(50, within(0.01));
        assertThat(evidence.standing(ALONE, clock.instant()).endsAt())
                .isBeforeOrEqualTo(clock.instant().plusMillis(10));
    }

    @Test
    void noListingOutlivesTheLastSightingByMuch() {
        see(Observation.VIRUS, 1, ALONE, 100_000);
        assertThat(Duration.between(
                        clock.instant(),
                        evidence.standing(ALONE, clock.instant()).endsAt()))
                .isLessThanOrEqualTo(HALF_LIFE.multipliedBy(6));
    }

    @Test
    void oneCustomerAloneGetsNobodyRefused() {
        see(Observation.UNKNOWN_RECIPIENT, 7, AMONG_OTHERS, 10_000);
        see(Observation.VIRUS, 7, AMONG_OTHERS, 10_000);
        Standing standing = evidence.standing(AMONG_OTHERS, clock.instant());
        assertThat(standing.score()).isEqualTo(100);
        assertThat(standing.listable()).isTrue();
        assertThat(standing.refusable()).isFalse();
        see(Observation.UNKNOWN_RECIPIENT, 8, AMONG_OTHERS, 20);
        assertThat(evidence.standing(AMONG_OTHERS, clock.instant()).refusable()).isTrue();
    }

    @Test
    void oneCustomersOddityDoesNotListAProviderThatOthersGetGoodMailFrom() {
        for (int customer = 1; customer <= 20; customer++) {
            see(Observation.GOOD_MAIL, customer, AMONG_OTHERS, 30);
        }
        see(Observation.SPAM, 21, AMONG_OTHERS, 10_000);
        see(Observation.UNKNOWN_RECIPIENT, 22, AMONG_OTHERS, 10_000);
        assertThat(score(AMONG_OTHERS)).isZero();
    }

    @Test
    void aCustomerThatPraisesASpammerMakesUpForLittle() {
        see(Observation.GOOD_MAIL, 66, AMONG_OTHERS, 1_000_000);
        int needed = 0;
        while (score(AMONG_OTHERS) < 100) {
            see(Observation.SPAM, 1 + needed % 5, AMONG_OTHERS, 1);
            needed++;
        }
        // 10 without the praise.
        assertThat(needed).isLessThanOrEqualTo(35);
    }

    @Test
    void aBigProviderWithLittleSpamIsNotListedHoweverMuchItSends() {
        for (int mail = 0; mail < 200_000; mail++) {
            Observation what = mail % 20 == 0 ? Observation.SPAM : Observation.GOOD_MAIL;
            evidence = evidence.plus(what, 1 + mail % 300, AMONG_OTHERS, clock.instant());
            if (mail % 1_000 == 0) {
                clock.forward(Duration.ofMinutes(1));
                assertThat(score(AMONG_OTHERS)).isLessThan(50);
            }
        }
    }

    @Test
    void oneThatPraisesASpammerAmongManyThatSufferMakesUpForNothing() {
        for (int customer = 1; customer <= 12; customer++) {
            see(Observation.SPAM, customer, AMONG_OTHERS, 10);
        }
        see(Observation.GOOD_MAIL, 99, AMONG_OTHERS, 1_000_000);
        assertThat(evidence.standing(AMONG_OTHERS, clock.instant()).refusable()).isTrue();
    }

    @Test
    void aSpammerOfTheSameVolumeIsRefused() {
        for (int mail = 0; mail < 20_000; mail++) {
            Observation what = mail % 2 == 0 ? Observation.SPAM : Observation.GOOD_MAIL;
            evidence = evidence.plus(what, 1 + mail % 300, AMONG_OTHERS, clock.instant());
        }
        assertThat(evidence.standing(AMONG_OTHERS, clock.instant()).refusable()).isTrue();
    }

    @Test
    void protocolFaultsAloneRefuseNobody() {
        see(Observation.EARLY_TALKER, Evidence.PROTOCOL, ALONE, 10_000);
        see(Observation.PROTOCOL_FAULT, Evidence.PROTOCOL, ALONE, 10_000);
        assertThat(evidence.standing(ALONE, clock.instant()).listable()).isTrue();
        assertThat(evidence.standing(ALONE, clock.instant()).refusable()).isFalse();
    }

    @Test
    void aNetworkIsListedByFourOfItsClientsAndNeverRefused() {
        for (int client = 1; client <= 3; client++) {
            see(Observation.VIRUS, client, NETWORK, 1_000);
        }
        assertThat(evidence.standing(NETWORK, clock.instant()).listable()).isFalse();
        for (int client = 4; client <= 256; client++) {
            see(Observation.VIRUS, client, NETWORK, 1_000);
        }
        assertThat(evidence.standing(NETWORK, clock.instant()).listable()).isTrue();
        assertThat(evidence.standing(NETWORK, clock.instant()).refusable()).isFalse();
    }

    @Test
    void theReasonIsInExactNumbersOfTheLastOneOrTwoHalfLives() {
        Instant begun = clock.instant();
        see(Observation.UNKNOWN_RECIPIENT, 1, ALONE, 14);
        clock.forward(HALF_LIFE);
        see(Observation.VIRUS, 1, ALONE, 3);
        assertThat(evidence.seen(ALONE))
                .isEqualTo(new Seen(Map.of(Observation.UNKNOWN_RECIPIENT, 14, Observation.VIRUS, 3), begun));
        assertThat(evidence.seen(ALONE).text()).isEqualTo("UNKNOWN_RECIPIENT=14 VIRUS=3");
        assertThat(Seen.parse("UNKNOWN_RECIPIENT=14 VIRUS=3", begun)).isEqualTo(evidence.seen(ALONE));
        clock.forward(HALF_LIFE.multipliedBy(2));
        see(Observation.SPAM, 1, ALONE, 1);
        assertThat(evidence.seen(ALONE)).isEqualTo(new Seen(Map.of(Observation.SPAM, 1), clock.instant()));
    }

    @Test
    void textKeepsItAndStaysShort() {
        for (int customer = 1; customer <= 100; customer++) {
            see(Observation.SPAM, Long.MAX_VALUE - customer, AMONG_OTHERS, 1_000);
            see(Observation.GOOD_MAIL, Long.MAX_VALUE - customer, AMONG_OTHERS, 1_000);
        }
        see(Observation.EARLY_TALKER, Evidence.PROTOCOL, AMONG_OTHERS, 1);
        String text = evidence.toString();
        assertThat(text).hasSizeLessThan(600);
        Evidence read = Evidence.parse(text).orElseThrow();
        assertThat(read).hasToString(text);
        assertThat(read.score(AMONG_OTHERS, clock.instant())).isCloseTo(score(AMONG_OTHERS), within(0.1));
        assertThat(read.seen(AMONG_OTHERS)).isEqualTo(evidence.seen(AMONG_OTHERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v2|1|1|1|1|0|0|1:1:1",
                "v1|x|1|1|1|0|0|1:1:1",
                "v1|1|1|1|1|0|0|1",
                "v1|1|1||1|0|0|",
                "v1|1|1|1|1|0|0|a:b:c",
                "v1|1|1|1|1|0|g|",
                "v1|1|1|1|1|1:1:1"
            })
    void whatIsNotOursIsNothing(String text) {
        assertThat(Evidence.parse(text)).isEmpty();
    }

    private void see(Observation what, long source, ReputationRules rules, int times) {
        for (int i = 0; i < times; i++) {
            evidence = evidence.plus(what, source, rules, clock.instant());
        }
    }

    private double score(ReputationRules rules) {
        return evidence.score(rules, clock.instant());
    }
}
