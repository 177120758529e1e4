package org.ecluse.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/**
 * What the content stages found, once per message, folded in declared order.
 *
 * @param findings of all stages, those of the decisive one included
 * @param decisive first stage that ended the pipeline
 * @param unavailable stages that could not look
 * @param engines antivirus engines that answered, with signature version, after the checks that did not ("unchecked: …"); empty: no
 *     antivirus engine
 */
public record ContentReport(
        List<Finding> findings,
        Optional<StageResult.Decisive> decisive,
        List<StageResult.Unavailable> unavailable,
        List<String> engines) {
    public ContentReport {
        findings = List.copyOf(findings);
        unavailable = List.copyOf(unavailable);
        engines = List.copyOf(engines);
    }

    /** With what was found before the message came, which stands first. */
    public ContentReport with(List<Finding> before) {
        List<Finding> all = new ArrayList<>(before);
        all.addAll(findings);
        return new ContentReport(all, decisive, unavailable, engines);
    }

    /** With what was found after the stages, which stands last. */
    public ContentReport followedBy(List<Finding> own) {
        if (own.isEmpty()) {
            return this;
        }
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(own);
        return new ContentReport(all, decisive, unavailable, engines);
    }
}
