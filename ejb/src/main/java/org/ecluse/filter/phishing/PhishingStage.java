package org.ecluse.filter.phishing;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.reading.PhraseBook;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/**
 * Looks for the signs of phishing (R2.6); {@link PhishingVerdictStage} puts them together for each recipient. What is proven to come
 * from one of the customer's own domains shows no signs.
 */
public final class PhishingStage implements FilterStage {
    private final BrandList brands = BrandList.shipped();
    private final List<PhishingRule> rules;

    public PhishingStage() {
        LookAlikes looks = LookAlikes.ofBrands(brands);
        rules = List.of(
                new ClaimRule(brands, looks),
                new TargetRule(brands, looks),
                new FormRule(),
                new ReplyRule(),
                new LureRule(PhraseBook.of(PhishingStage.class, "lures.txt")));
    }

    @Override
    public String name() {
        return "phishing";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        PhishingView view = PhishingView.of(mail);
        if (view.isFromOwnDomain() && view.isProven()) {
            return StageResult.nothing();
        }
        Signs signs = new Signs();
        for (PhishingRule rule : rules) {
            mail.budget().check();
            rule.examine(view, signs);
        }
        List<Finding> found = new ArrayList<>(signs.findings());
        WellKnown.of(view, brands).ifPresent(found::add);
        return new StageResult.Findings(found);
    }
}
