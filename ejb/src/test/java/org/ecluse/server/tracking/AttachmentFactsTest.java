package org.ecluse.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.content.AttachmentRuleStage;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;
import org.ecluse.policy.AttachmentRules;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.Finding;
import org.junit.jupiter.api.Test;

@Covers("B5")
class AttachmentFactsTest {
    private static final MailPart SCRIPT = part("run\0me.js", Set.of(FileTrait.MACRO), List.of("a.zip"), 300);

    @Test
    void rulesFindInTheFactsWhatTheyFindInTheFiles() {
        AttachmentRules rules = AttachmentRules.RECOMMENDED;
        List<MailPart> read =
                AttachmentFacts.read(AttachmentFacts.write(List.of(SCRIPT)).orElseThrow());
        List<Finding> found = AttachmentRuleStage.findings(List.of(SCRIPT), rules);
        assertThat(found).isNotEmpty();
        assertThat(AttachmentRuleStage.findings(read, rules)).isEqualTo(found);
        assertThat(read.get(0).sizeBytes()).isEqualTo(300);
        assertThat(AttachmentFacts.write(List.of(SCRIPT)).orElseThrow()).doesNotContain("\0");
    }

    @Test
    void tooManyOrTooLongIsNotKnown() {
        assertThat(AttachmentFacts.write(Collections.nCopies(51, SCRIPT))).isEmpty();
        assertThat(AttachmentFacts.write(List.of(part("x".repeat(8000), Set.of(), List.of(), 1))))
                .isEmpty();
        assertThat(AttachmentFacts.write(List.of())).contains("[]");
    }

    @Test
    @Covers("B16")
    void symbolsKeepTheirMultipliersAndLoseTheirDetails() {
        List<Finding> findings = List.of(new Finding("A", 0.5, "from the mail"), Finding.of("B_C"));
        assertThat(WeighedSymbols.read(WeighedSymbols.write(findings)))
                .containsExactly(new Finding("A", 0.5, ""), Finding.of("B_C"));
        assertThat(WeighedSymbols.write(Collections.nCopies(1000, Finding.of("LONG_SYMBOL")))
                        .length())
                .isLessThanOrEqualTo(8000);
        assertThat(WeighedSymbols.read("")).isEmpty();
    }

    private static MailPart part(String name, Set<FileTrait> traits, List<String> within, long size) {
        return new MailPart(
                "application/octet-stream",
                "application/javascript",
                Optional.of(name),
                List.of(name),
                true,
                Optional.empty(),
                "head",
                size,
                "00",
                traits,
                within);
    }
}
