package org.ecluse.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Thresholds;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a policy says, one DNS list never refuses mail for good (B9). */
@Covers("B9")
class DnsListWeightTest {
    private static final String LIST = "DNSBL_ACME";

    @ParameterizedTest(name = "{0} points, thresholds {1} {2}")
    @CsvSource({
        "30,       100,    500,     30",
        "100,      100,    500,     100",
        "101,      100,    500,     100",
        "1e300,    100,    500,     100",
        "Infinity, 100,    500,     100",
        "1000,     499.999, 500,    499.99", // shown as 500.00 it would be destroyed
        "1e9,      99999,  100000,  99999",
        "1000,     0.001,  0.002,   0",
        "-40,      100,    500,     0" // a block list speaks for nobody
    })
    void oneListAloneHoldsAtMost(double weight, double quarantine, double destroy, double points) {
        PolicySnapshot policy = policy(new Thresholds(quarantine, quarantine, destroy), Map.of(LIST, weight));
        RecipientVerdict verdict = VerdictFold.fold(List.of(new Finding(LIST, 1, "")), policy);
        assertThat(verdict.score()).isEqualTo(points);
        assertThat(verdict.disposition()).isIn(Disposition.DELIVER, Disposition.QUARANTINE);
        assertThat(verdict.reply()).isEqualTo(Reply.ACCEPTED);
    }

    @Test
    void everyShippedListAloneIsDelivered() {
        for (String symbol : Weights.shipped().symbols()) {
            if (symbol.startsWith("DNSBL_")) {
                assertThat(VerdictFold.fold(List.of(new Finding(symbol, 1, "")), policy(Thresholds.DEFAULT, Map.of()))
                                .disposition())
                        .as(symbol)
                        .isEqualTo(Disposition.DELIVER);
            }
        }
    }

    @Test
    void aListCountsBesideOtherFindings() {
        PolicySnapshot policy = policy(Thresholds.DEFAULT, Map.of(LIST, 100.0, "GTUBE", 400.0));
        assertThat(VerdictFold.fold(List.of(Finding.of("GTUBE"), Finding.of(LIST)), policy)
                        .disposition())
                .isEqualTo(Disposition.REJECT);
        assertThat(VerdictFold.fold(List.of(Finding.of("GTUBE")), policy).disposition())
                .isEqualTo(Disposition.QUARANTINE);
    }

    @Test
    void aListWithoutAWeightWeighsAsItsKindAndByTheAnswer() {
        PolicySnapshot policy = policy(Thresholds.DEFAULT, Map.of());
        assertThat(policy.points(LIST, 1)).isEqualTo(Weights.shipped().of("DNSBL_OTHER"));
        assertThat(policy.points(LIST, 0.5)).isEqualTo(Weights.shipped().of("DNSBL_OTHER") / 2);
        assertThat(policy.points("DNSWL_ACME", 1)).isNegative();
        assertThat(policy.points("DNSWL_ACME", 0)).isEqualTo(0.0);
    }

    @ParameterizedTest
    @CsvSource({"-20, -20", "-1000, -100", "50, 0"})
    void anAllowListTakesAwayNoMoreThanABlockListAdds(double weight, double points) {
        assertThat(policy(Thresholds.DEFAULT, Map.of("DNSWL_ACME", weight)).points("DNSWL_ACME", 1))
                .isEqualTo(points);
    }

    private static PolicySnapshot policy(Thresholds thresholds, Map<String, Double> weights) {
        FilterPolicy normal = FilterPolicy.DEFAULT;
        FilterPolicy policy = new FilterPolicy(
                normal.level(),
                normal.userMayBeLooser(),
                thresholds,
                normal.maxSizeBytes(),
                normal.attachments(),
                normal.heldBulk(),
                normal.virusAction(),
                normal.antiSpoofing(),
                normal.spamDestroyedSilently(),
                normal.antivirus(),
                normal.lookups(),
                normal.requireValidHeaders(),
                normal.usersReleaseContent(),
                normal.quarantineDays(),
                normal.grey(),
                normal.dmarc(),
                weights);
        return new PolicySnapshot(
                1, 1, 1, policy, policy.level(), Weights.shipped().with(weights), List.of(), Set.of(Mails.OWN));
    }
}
