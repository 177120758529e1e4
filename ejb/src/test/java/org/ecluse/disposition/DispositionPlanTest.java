package org.ecluse.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.Reply;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One reply, each copy its own way: alike and mixed, every row of "What happens to a copy". */
class DispositionPlanTest {
    @ParameterizedTest(name = "{0}")
    @Covers({"B1", "B8", "B16", "R1.12", "R1.13", "R2.1", "R2.5", "R2.6"})
    @CsvSource(delimiter = '|', textBlock = """
            one clean copy                    | clean              | ACCEPTED              | QUEUE                        | keep |
            two clean copies                  | clean clean        | ACCEPTED              | QUEUE QUEUE                  | keep |
            virus alike                       | virus virus        | ACCEPTED              | DESTROY DESTROY              |      | TT
            virus mixed with threat           | virus phishing     | ACCEPTED              | DESTROY THREAT_QUARANTINE    | keep | T-
            destroyed spam alike              | spamd spamd        | REJECTED_AS_SPAM      | REFUSED REFUSED              |      | TT
            destroyed spam mixed              | spamd clean        | ACCEPTED              | DESTROY QUEUE                | keep | T-
            destroyed spam by silent policy   | silent silent      | ACCEPTED              | DESTROY DESTROY              |      | TT
            destroyed spam mixed with silent  | spamd silent       | ACCEPTED              | DESTROY DESTROY              |      | TT
            phishing alike                    | phishing phishing  | ACCEPTED              | THREAT_QUARANTINE THREAT_QUARANTINE | keep |
            phishing mixed                    | phishing clean     | ACCEPTED              | THREAT_QUARANTINE QUEUE      | keep |
            red list alike                    | red red            | REJECTED_BY_RECIPIENT | REFUSED REFUSED              |      |
            red list mixed                    | red clean          | ACCEPTED              | DESTROY QUEUE                | keep | T-
            forged alike, by policy refused   | forged forged      | REJECTED_AS_FORGED    | REFUSED REFUSED              |      |
            forged mixed                      | forged clean       | ACCEPTED              | THREAT_QUARANTINE QUEUE      | keep |
            forged held by policy             | held held          | ACCEPTED              | THREAT_QUARANTINE THREAT_QUARANTINE | keep |
            bad headers alike                 | header header      | REJECTED_HEADERS      | REFUSED REFUSED              |      |
            bad headers mixed                 | header clean       | ACCEPTED              | QUARANTINE QUEUE             | keep |
            loop                              | loop loop          | ROUTING_LOOP          | REFUSED REFUSED              |      |
            Contenu alike                     | content content    | ACCEPTED              | QUARANTINE QUARANTINE        | keep |
            Taille mixed                      | size clean         | ACCEPTED              | QUARANTINE QUEUE             | keep |
            SPAM.A mixed                      | spama clean        | ACCEPTED              | QUARANTINE QUEUE             | keep |
            PNS mixed                         | pns clean          | ACCEPTED              | QUARANTINE QUEUE             | keep |
            all deferred                      | defer defer        | SCANNER_UNAVAILABLE   | DEFERRED DEFERRED            |      |
            some deferred                     | defer clean        | ACCEPTED              | SCAN_PENDING QUEUE           | keep |
            deferred and refused              | defer red          | ACCEPTED              | SCAN_PENDING DESTROY         | keep | -T
            refused for different reasons     | red spamd          | REJECTED_BY_RECIPIENT | REFUSED REFUSED              |      | -T
            unknown recipient discarded       | discard            | ACCEPTED              | DISCARD                      |      |
            discarded and refused             | discard red        | ACCEPTED              | DISCARD DESTROY              |      | -T
            discarded and deferred            | discard defer      | ACCEPTED              | DISCARD SCAN_PENDING         | keep |
            three ways at once                | clean spama virus  | ACCEPTED              | QUEUE QUARANTINE DESTROY     | keep | --T
            """)
    void plans(String row, String copies, Reply reply, String fates, String keeps, String tombstones) {
        DispositionPlan plan = DispositionPlan.of(outcomes(copies));
        assertThat(plan.reply()).isEqualTo(reply);
        assertThat(plan.copies()).extracting(copy -> copy.fate().name()).containsExactly(fates.split(" "));
        assertThat(plan.keepsContent()).isEqualTo(keeps != null);
        StringBuilder marks = new StringBuilder();
        plan.copies().forEach(copy -> marks.append(copy.tombstone() ? 'T' : '-'));
        assertThat(marks.toString())
                .isEqualTo(tombstones == null ? "-".repeat(plan.copies().size()) : tombstones);
    }

    @Test
    void aPlanNeedsACopy() {
        assertThatIllegalArgumentException().isThrownBy(() -> DispositionPlan.of(List.of()));
    }

    private static List<RecipientOutcome> outcomes(String copies) {
        List<RecipientOutcome> outcomes = new ArrayList<>();
        for (String kind : copies.split(" ")) {
            outcomes.add(new RecipientOutcome(
                    Mails.address("r" + outcomes.size() + "@demo.example"),
                    Mails.address("r" + outcomes.size() + "@demo.example"),
                    Mails.policy(FilterPolicy.DEFAULT),
                    verdict(kind)));
        }
        return outcomes;
    }

    private static RecipientVerdict verdict(String kind) {
        return switch (kind) {
            case "clean" -> verdict(VerdictName.CLEAN, Disposition.DELIVER, Reply.ACCEPTED);
            case "virus" -> verdict(VerdictName.VIRUS, Disposition.DESTROY, Reply.ACCEPTED);
            case "spamd" -> verdict(VerdictName.SPAM_DESTROYED, Disposition.REJECT, Reply.REJECTED_AS_SPAM);
            case "silent" -> verdict(VerdictName.SPAM_DESTROYED, Disposition.DESTROY, Reply.ACCEPTED);
            case "phishing" -> verdict(VerdictName.PHISHING, Disposition.THREAT_QUARANTINE, Reply.ACCEPTED);
            case "red" -> verdict(VerdictName.RED_LIST, Disposition.REJECT, Reply.REJECTED_BY_RECIPIENT);
            case "forged" -> verdict(VerdictName.SPOOFED, Disposition.REJECT, Reply.REJECTED_AS_FORGED);
            case "held" -> verdict(VerdictName.SPOOFED, Disposition.THREAT_QUARANTINE, Reply.ACCEPTED);
            case "header" -> verdict(VerdictName.PROTOCOL, Disposition.REJECT, Reply.REJECTED_HEADERS);
            case "loop" -> verdict(VerdictName.PROTOCOL, Disposition.REJECT, Reply.ROUTING_LOOP);
            case "content" -> verdict(VerdictName.CONTENT, Disposition.QUARANTINE, Reply.ACCEPTED);
            case "size" -> verdict(VerdictName.SIZE, Disposition.QUARANTINE, Reply.ACCEPTED);
            case "spama" -> verdict(VerdictName.SPAM_QUARANTINED, Disposition.QUARANTINE, Reply.ACCEPTED);
            case "pns" -> verdict(VerdictName.PNS, Disposition.QUARANTINE, Reply.ACCEPTED);
            case "defer" -> verdict(VerdictName.UNCHECKED, Disposition.DEFER, Reply.SCANNER_UNAVAILABLE);
            case "discard" -> verdict(VerdictName.CLEAN, Disposition.DISCARD, Reply.ACCEPTED);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static RecipientVerdict verdict(VerdictName name, Disposition disposition, Reply reply) {
        return new RecipientVerdict(name, disposition, 0, Optional.empty(), reply, List.of());
    }
}
