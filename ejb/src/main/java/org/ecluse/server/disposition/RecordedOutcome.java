package org.ecluse.server.disposition;

import org.ecluse.disposition.DispositionPlan;
import org.ecluse.filter.ContentReport;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.store.StoredEnvelope;

/**
 * Everything the one commit writes about a message.
 *
 * @param envelope its recipients are in the order of the plan's copies
 * @param authenticationResults value of our Authentication-Results field
 * @param senderMayBeTold the sender did not fail authentication; the score still has its say (decisions: Keeping mail)
 */
public record RecordedOutcome(
        MessageId id,
        StoredEnvelope envelope,
        long sizeBytes,
        ParsedMessage parsed,
        ContentReport content,
        DispositionPlan plan,
        String authenticationResults,
        boolean senderMayBeTold) {
    public RecordedOutcome {
        if (envelope.recipients().size() != plan.copies().size()) {
            throw new IllegalArgumentException("envelope and plan differ in recipients");
        }
    }
}
