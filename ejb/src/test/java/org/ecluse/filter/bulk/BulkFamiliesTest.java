package org.ecluse.filter.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.testkit.BulkFamilies;
import org.ecluse.testkit.BulkFamilies.Family;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;

/** Bounds for the labelled families that no rule was made from; {@code org.ecluse.measure.BulkReport} prints the whole matrix. */
@Covers("R2.2")
class BulkFamiliesTest {
    private static final Map<String, String> WANTED = Map.of(
            "advertising", "BULK_ADVERTISING",
            "newsletter", "BULK_NEWSLETTER",
            "social", "BULK_SOCIAL",
            "transactional", "",
            "personal", "");

    @Test
    void theSetIsLargeEnoughAndSplitByFamily() {
        List<Family> all = Stream.concat(tuning().stream(), testing().stream()).toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(30);
        assertThat(all.size() * BulkFamilies.MESSAGES).isGreaterThanOrEqualTo(300);
        assertThat(all.stream().map(Family::name)).doesNotHaveDuplicates();
        assertThat(testing().stream().map(Family::kind)).isSubsetOf(WANTED.keySet());
    }

    @Test
    void messagesAreTheSameAtEveryCall() throws Exception {
        Family family = testing().get(0);
        try (var one = family.message(3).open();
                var other = family.message(3).open()) {
            assertThat(one.readAllBytes()).isEqualTo(other.readAllBytes());
        }
    }

    @Test
    void theFamiliesTheRulesWereMadeFromAreToldApart() {
        assertThat(misses(tuning())).hasSizeLessThanOrEqualTo(MOST_TUNING_MISSES);
    }

    @Test
    void classesOfUnseenFamiliesAreMostlyRight() {
        assertThat(rightShare(testing(), "advertising", "newsletter", "social")).isGreaterThanOrEqualTo(MOSTLY_RIGHT);
    }

    @Test
    void transactionalAndPersonalMailSeldomFallsIn() {
        assertThat(rightShare(testing(), "transactional", "personal")).isGreaterThanOrEqualTo(SELDOM);
    }

    private static final double MOSTLY_RIGHT = 0.9;
    private static final double SELDOM = 0.9;
    private static final int MOST_TUNING_MISSES = 6;

    private static List<Family> tuning() {
        return BulkFamilies.of("tuning");
    }

    private static List<Family> testing() {
        return BulkFamilies.of("testing");
    }

    private static double rightShare(List<Family> families, String... kinds) {
        List<Family> chosen =
                families.stream().filter(f -> List.of(kinds).contains(f.kind())).toList();
        return 1 - misses(chosen).size() / (double) (chosen.size() * BulkFamilies.MESSAGES);
    }

    private static List<String> misses(List<Family> families) {
        List<String> misses = new ArrayList<>();
        for (Family family : families) {
            for (int i = 0; i < BulkFamilies.MESSAGES; i++) {
                StageResult result = new BulkStage().examine(Mails.transaction(family.message(i)));
                String symbols = ((StageResult.Findings) result)
                        .list().stream().map(Finding::symbol).collect(Collectors.joining(" "));
                if (!symbols.equals(WANTED.get(family.kind()))) {
                    misses.add(family.name() + " " + i + ": " + symbols);
                }
            }
        }
        return misses;
    }
}
