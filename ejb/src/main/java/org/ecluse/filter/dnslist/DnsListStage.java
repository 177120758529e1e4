package org.ecluse.filter.dnslist;

import java.util.List;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/** Says which DNS lists the sender is on: one finding for each list, which weighs and never decides alone (B9). */
public final class DnsListStage implements FilterStage {
    @Override
    public String name() {
        return "dns-lists";
    }

    @Override
    public StageResult examine(MailTransaction transaction) {
        List<Finding> findings = transaction.senderFacts().listings().stream()
                .map(listing -> new Finding(listing.symbol(), listing.strength(), listing.detail()))
                .toList();
        return new StageResult.Findings(findings);
    }
}
