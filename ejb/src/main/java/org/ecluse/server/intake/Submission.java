package org.ecluse.server.intake;

import java.time.Instant;
import java.util.List;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.Envelope;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.policy.PolicySnapshot;

/**
 * Everything that is needed to judge a message, whether it comes from a session, from the store at start or for a second look.
 *
 * @param addressees never empty
 */
record Submission(
        MessageId id,
        SessionFacts session,
        ReversePath from,
        SenderFacts senderFacts,
        List<Addressee> addressees,
        RawMessage raw,
        Instant receivedAt) {
    Submission {
        addressees = List.copyOf(addressees);
    }

    /** An accepted recipient with the policy that decides for it. */
    record Addressee(AcceptedRecipient recipient, PolicySnapshot policy) {}

    Envelope envelope() {
        return new Envelope(
                from, addressees.stream().map(a -> a.recipient().deliverTo()).toList());
    }
}
