package org.ecluse.filter.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ecluse.filter.AtOnce;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.Budget;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.VerdictFold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoicesStageTest {
    private static final MailTransaction MAIL = Mails.transaction(Mails.raw("From: a@example.org\n\nbody\n"));

    private record Voice(String symbol, VoiceAnswer answer) implements SpamVoice {
        @Override
        public String name() {
            return "voice at 127.0.0.1:11333";
        }

        @Override
        public VoiceAnswer listen(MailTransaction mail, Budget budget) {
            return answer;
        }
    }

    private static List<Finding> examine(long largestBytes, SpamVoice... voices) {
        StageResult result =
                new VoicesStage(List.of(voices), largestBytes, AtOnce.inTurn(Duration.ofSeconds(5))).examine(MAIL);
        return ((StageResult.Findings) result).list();
    }

    private static VoiceAnswer.Symbol symbol(String name, double points) {
        return new VoiceAnswer.Symbol(name, OptionalDouble.of(points));
    }

    @Test
    void aVoicesSymbolsStandInTheExplanationTheHeaviestFirst() {
        VoiceAnswer answer = new VoiceAnswer.Score(
                6.25, 15, List.of(symbol("R_SPF_FAIL", 1), symbol("BAYES_SPAM", 5.12), symbol("DKIM_OK", -2)));
        assertThat(examine(1000, new Voice("VOICE_RSPAMD", answer)))
                .containsExactly(
                        new Finding("VOICE_RSPAMD", 6.25 / 15, "6.3 of 15: BAYES_SPAM 5.1, DKIM_OK -2, R_SPF_FAIL 1"));
    }

    @ParameterizedTest
    @CsvSource({
        "15, 15, 80",
        "18, 15, 96",
        "18.1, 15, 96",
        "100000, 15, 96",
        "6, 15, 32",
        "0, 15, 0",
        "-7.5, 15, -40",
        "-1000, 15, -40"
    })
    void itsScoreBecomesPointsWithinBounds(double score, double required, double points) {
        List<Finding> findings =
                examine(1000, new Voice("VOICE_RSPAMD", new VoiceAnswer.Score(score, required, List.of())));
        PolicySnapshot shipped = shipped();
        assertThat(VerdictFold.fold(findings, shipped).score()).isEqualTo(points);
        assertThat(VerdictFold.fold(findings, shipped).disposition())
                .as("one voice alone does not hold mail")
                .isEqualTo(Disposition.DELIVER);
    }

    private static PolicySnapshot shipped() {
        return weighing(Map.of());
    }

    private static PolicySnapshot weighing(Map<String, Double> overrides) {
        return Mails.weighing(Weights.shipped().with(overrides).points());
    }

    @Test
    void aSilentVoiceIsNotedAndHoldsNothingUpUnlessThePolicySaysSo() {
        List<Finding> findings = examine(
                1000,
                new Voice("VOICE_RSPAMD", new VoiceAnswer.Silent("down")),
                new Voice("VOICE_SPAMASSASSIN", new VoiceAnswer.Score(1, 5, List.of())));
        assertThat(findings)
                .contains(Finding.of("VOICE_SILENT", "voice at 127.0.0.1:11333: down"))
                .extracting(Finding::symbol)
                .contains("VOICE_SPAMASSASSIN");
        assertThat(VerdictFold.fold(findings, shipped()).disposition()).isEqualTo(Disposition.DELIVER);
        double quarantine = FilterPolicy.DEFAULT.thresholds().quarantine();
        assertThat(VerdictFold.fold(findings, weighing(Map.of("VOICE_SILENT", quarantine)))
                        .disposition())
                .isEqualTo(Disposition.QUARANTINE);
    }

    @Test
    void largeMailIsNotShown() {
        SpamVoice voice = new Voice("VOICE_RSPAMD", new VoiceAnswer.Score(1, 5, List.of()));
        assertThat(examine(MAIL.sizeBytes(), voice)).hasSize(1);
        assertThat(examine(MAIL.sizeBytes() - 1, voice)).isEmpty();
    }

    @Test
    void whatIsNoScoreIsRefused() {
        for (double nonsense : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new VoiceAnswer.Score(nonsense, 5, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new VoiceAnswer.Score(1, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesOfSymbolsAreLettersAndShort() {
        assertThat(symbol("A\r\nX: <b>" + "y".repeat(100), 1).name())
                .hasSize(64)
                .startsWith("A__X___b_y");
    }
}
