package org.ecluse.filter.dnslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.Listing;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;

@Covers("B9")
class DnsListStageTest {
    private static final Listing BLOCKED = new Listing("DNSBL_A", true, 0.5, "A: dial-up (192.0.2.7)");
    private static final Listing ALLOWED = new Listing("DNSWL_B", false, 1, "B: high (192.0.2.7)");

    @Test
    void eachListIsAFindingThatWeighsByItsAnswer() {
        assertThat(examine(List.of(BLOCKED, ALLOWED)))
                .isEqualTo(new StageResult.Findings(List.of(
                        new Finding("DNSBL_A", 0.5, "A: dial-up (192.0.2.7)"),
                        new Finding("DNSWL_B", 1, "B: high (192.0.2.7)"))));
        assertThat(examine(List.of())).isEqualTo(StageResult.nothing());
    }

    @Test
    void aListHasOneVoice() {
        assertThatThrownBy(() -> SenderFacts.UNKNOWN.with(List.of(BLOCKED, BLOCKED)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static StageResult examine(List<Listing> listings) {
        SenderFacts facts = SenderFacts.UNKNOWN.with(listings);
        return new DnsListStage()
                .examine(Mails.transaction(Mails.raw("Subject: x\n\nx\n"), "a@example.org", "192.0.2.7", facts));
    }
}
