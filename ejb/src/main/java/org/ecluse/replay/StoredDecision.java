package org.ecluse.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.MailPart;
import org.ecluse.policy.FilterLevel;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.VerdictName;

/**
 * One recipient's copy as it was decided, without its content.
 *
 * @param copyId public id of the copy
 * @param recipient address key it was decided for
 * @param revision of the policy that decided; 0 is the shipped default
 * @param sizeBytes on the wire (R2.11)
 * @param ownLevel the recipient's own choice, as it is now
 * @param findings in the order in which they were made
 * @param attachments what is known of its files; empty: nothing, then the stored findings about them stand
 */
public record StoredDecision(
        String copyId,
        Instant receivedAt,
        String recipient,
        VerdictName verdict,
        Disposition disposition,
        double score,
        long revision,
        long sizeBytes,
        Optional<FilterLevel> ownLevel,
        List<Finding> findings,
        Optional<List<MailPart>> attachments) {
    public StoredDecision {
        findings = List.copyOf(findings);
        attachments = attachments.map(List::copyOf);
    }
}
