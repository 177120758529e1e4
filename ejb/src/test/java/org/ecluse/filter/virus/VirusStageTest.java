package org.ecluse.filter.virus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.AtOnce;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of several engines as one. */
@Covers({"R2.5", "B8"})
class VirusStageTest {
    private static final MailTransaction MAIL = Mails.transaction(Mails.raw("From: a@example.org\n\nbody\n"));
    private static final EngineVersion FIRST = new EngineVersion(
            "First", "1/7", Optional.of(Instant.parse("2026-03-02T07:00:00Z")), Optional.of(Duration.ofHours(3)));
    private static final EngineVersion SECOND =
            new EngineVersion("Second", "T-1", Optional.empty(), Optional.of(Duration.ofDays(4)));

    private record Engine(String name, boolean isRequired, ScanAnswer answer) implements VirusScanner {
        @Override
        public ScanAnswer scan(RawMessage raw, ParsedMessage parsed, Budget budget) {
            return answer;
        }
    }

    private static StageResult examine(Engine... engines) {
        return new VirusStage(
                        List.of(engines),
                        new SignatureScanner(new HashList(Map.of())),
                        AtOnce.inTurn(Duration.ofSeconds(5)))
                .examine(MAIL);
    }

    private static Engine required(ScanAnswer answer) {
        return new Engine("one", true, answer);
    }

    private static Engine optional(ScanAnswer answer) {
        return new Engine("other", false, answer);
    }

    @Test
    void everyEngineIsNamedWithItsSignaturesTheirAgeAndItsAnswer() {
        StageResult result = examine(
                required(new ScanAnswer.Clean(FIRST)),
                required(new ScanAnswer.Suspected(SECOND, Ground.INCOMPLETE, "Encrypted")));
        assertThat(((StageResult.Findings) result).list())
                .containsExactly(
                        Finding.of(Ground.ENGINE, "First 1/7, signatures of 2026-03-02T07:00:00Z, 3 h old: clean"),
                        Finding.of(Ground.ENGINE, "Second T-1, signatures unchanged for 4 d: suspected"),
                        Finding.of(Ground.INCOMPLETE, "Encrypted (Second T-1, signatures unchanged for 4 d)"));
    }

    @Test
    void oneThatFindsAVirusDecidesAndAllAnswersAreKept() {
        StageResult result = examine(
                required(new ScanAnswer.Clean(FIRST)),
                required(new ScanAnswer.Infected(SECOND, "Worm.X")),
                required(new ScanAnswer.Unavailable("down")));
        StageResult.Decisive decisive = (StageResult.Decisive) result;
        assertThat(decisive.verdict()).isEqualTo(VerdictName.VIRUS);
        assertThat(decisive.list())
                .extracting(Finding::symbol)
                .containsExactly(Ground.ENGINE, Ground.ENGINE, Ground.VIRUS, Ground.ENGINE_SILENT);
    }

    @Test
    void aRequiredEngineThatIsSilentLeavesTheMailUnchecked() {
        StageResult result =
                examine(required(new ScanAnswer.Clean(FIRST)), required(new ScanAnswer.Unavailable("down")));
        assertThat(result).isInstanceOfSatisfying(StageResult.Unavailable.class, blind -> {
            assertThat(blind.reason()).isEqualTo("one: down");
            assertThat(blind.seen()).extracting(Finding::symbol).containsExactly(Ground.ENGINE);
        });
    }

    @Test
    void anOptionalEngineThatIsSilentIsNotedOnly() {
        StageResult result =
                examine(required(new ScanAnswer.Clean(FIRST)), optional(new ScanAnswer.Unavailable("down")));
        assertThat(((StageResult.Findings) result).list()).contains(Finding.of(Ground.ENGINE_SILENT, "other: down"));
    }

    @Test
    void whatAnOptionalEngineFindsCountsAsMuch() {
        assertThat(examine(required(new ScanAnswer.Clean(FIRST)), optional(new ScanAnswer.Infected(SECOND, "Worm.X"))))
                .isInstanceOf(StageResult.Decisive.class);
    }

    @ParameterizedTest
    @CsvSource({"PT-5M, 0 min", "PT119M, 119 min", "PT2H, 2 h", "PT47H, 47 h", "PT48H, 2 d", "PT1000H, 41 d"})
    void ageIsToldInOneUnit(Duration age, String words) {
        assertThat(new EngineVersion("E", "1", Optional.empty(), Optional.of(age)).text())
                .isEqualTo("E 1, signatures unchanged for " + words);
    }

    @Test
    void ageGrowsWithTimeWhereTheDateIsKnown() {
        assertThat(FIRST.at(Instant.parse("2026-03-02T12:30:00Z")).age()).contains(Duration.ofMinutes(330));
        assertThat(FIRST.at(Instant.parse("2026-03-02T06:00:00Z")).age()).contains(Duration.ZERO);
        assertThat(SECOND.at(Instant.parse("2026-03-02T12:30:00Z"))).isEqualTo(SECOND);
    }
}
