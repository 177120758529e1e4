package org.ecluse.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.Reply;
import org.ecluse.verdict.ScoredFinding;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;

@Covers("B4")
class OutcomeRecorderTest {
    @Test
    void whatDecidedComesFirstThenTheHeaviest() {
        RecipientVerdict verdict = new RecipientVerdict(
                VerdictName.VIRUS,
                Disposition.DESTROY,
                5,
                Optional.empty(),
                Reply.ACCEPTED,
                List.of(
                        scored("SPF_NONE", 1),
                        scored("LIST_HEADER", 0),
                        scored("SUBJECT_SHOUTS", 4),
                        scored("VIRUS_FOUND", 0)));
        assertThat(OutcomeRecorder.symbols(verdict)).isEqualTo("VIRUS_FOUND SUBJECT_SHOUTS SPF_NONE");
    }

    private static ScoredFinding scored(String symbol, double points) {
        return new ScoredFinding(Finding.of(symbol, ""), points);
    }
}
