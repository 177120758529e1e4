package org.ecluse.notice;

import java.util.List;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.VerdictName;

/**
 * A copy that has just been held where its user may see it.
 *
 * @param recipient it was decided for
 * @param sender of the envelope; empty is the null reverse-path
 * @param senderProven SPF, DKIM or DMARC passed for the sender's domain
 * @param automatic no person wrote it (RFC 3834), or it came by a list
 */
public record HeldCopy(
        VerdictName verdict,
        List<Finding> findings,
        EmailAddress recipient,
        Optional<EmailAddress> sender,
        boolean senderProven,
        boolean automatic) {
    public HeldCopy {
        findings = List.copyOf(findings);
    }
}
