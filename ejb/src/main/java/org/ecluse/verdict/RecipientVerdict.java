package org.ecluse.verdict;

import java.util.List;
import java.util.Optional;

/**
 * The decision about one recipient's copy with everything that explains it (B1, B4).
 *
 * @param score sum of the points
 * @param mark of a copy that is delivered: spam at or above the tag threshold, or a bulk class that is marked (R2.7)
 * @param reply what the SMTP client hears if all copies are alike
 * @param findings all of them, in stage order, also those that did not decide
 */
public record RecipientVerdict(
        VerdictName name,
        Disposition disposition,
        double score,
        Optional<Mark> mark,
        Reply reply,
        List<ScoredFinding> findings) {
    public RecipientVerdict {
        findings = List.copyOf(findings);
    }
}
