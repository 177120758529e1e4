package org.ecluse.filter.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.policy.BulkClass;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Takes back what was learned against a mailing that says it is one and lets its readers leave. The mail that was learned from holds many
 * mailings among the spam and hardly any among the good, so that it speaks against them all; these are a class of their own (R2.2).
 * It has to let them leave at a place of its sender's or of a known service. The rules for spam, the lists and what the customer's people taught count as ever. Runs after the model.
 */
public final class MailingStage implements FilterStage {
    private static final String LEARNED = "LEARNED_SPAM";
    private static final String DECLARED = "MAILING_DECLARED";

    /** Posters that are links are how advertising is made; in other mail they hide what it says. */
    private static final List<String> OF_PICTURES = List.of("IMAGE_MOSTLY", "HTML_LINKED_IMAGE");

    /** Who pretends to be another, or cannot be who he says, declares nothing. */
    private static final List<String> DOUBTS = List.of(
            "PHISH_NAME_",
            "PHISH_SENDER_",
            "PHISH_BRAND_FORGED",
            "PHISH_OWN_FORGED",
            "PHISH_LINK_LOOKALIKE",
            "FROM_NAME_BRAND",
            "SPF_FAIL",
            "SPF_SOFTFAIL",
            "DMARC_FAIL_");

    @Override
    public String name() {
        return "mailing";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        return StageResult.nothing();
    }

    @Override
    public StageResult examine(MailTransaction mail, List<Finding> before) {
        boolean bulk = before.stream().anyMatch(found -> isBulkClass(found.symbol()));
        boolean doubted = before.stream().anyMatch(found -> DOUBTS.stream().anyMatch(found.symbol()::startsWith));
        Optional<String> how = Leaving.declaredBy(mail.parsed());
        if (!bulk || doubted || how.isEmpty() || !Leaving.isAtTheSenders(mail)) {
            return StageResult.nothing();
        }
        List<Finding> found = new ArrayList<>();
        before.stream()
                .filter(each -> each.symbol().equals(LEARNED))
                .map(each -> new Finding(DECLARED, each.multiplier(), how.get()))
                .forEach(found::add);
        before.stream()
                .map(Finding::symbol)
                .filter(OF_PICTURES::contains)
                .findFirst()
                .map(symbol -> Finding.of("MAILING_PICTURES", how.get()))
                .ifPresent(found::add);
        return new StageResult.Findings(found);
    }

    private static boolean isBulkClass(String symbol) {
        for (BulkClass bulk : BulkClass.values()) {
            if (Ground.symbolOf(bulk).equals(symbol)) {
                return true;
            }
        }
        return false;
    }
}
