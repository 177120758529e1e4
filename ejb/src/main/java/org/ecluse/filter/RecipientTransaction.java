package org.ecluse.filter;

import java.time.Instant;
import java.util.List;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.verdict.Finding;

/**
 * One message seen for one recipient: what the pure per-recipient stages read (B1).
 *
 * @param now time of the decision, the only clock these stages have
 * @param contentFindings what the content stages found
 */
public record RecipientTransaction(
        MailTransaction message,
        EmailAddress recipient,
        PolicySnapshot policy,
        List<Finding> contentFindings,
        Instant now) {
    public RecipientTransaction {
        contentFindings = List.copyOf(contentFindings);
    }

    public long sizeBytes() {
        return message.sizeBytes();
    }
}
