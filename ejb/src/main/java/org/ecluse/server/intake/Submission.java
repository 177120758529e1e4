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
import org.ecluse.verdict.Finding;

/**
 * Everything that is needed to judge a message, whether it comes from a session, from the store at start or for a second look.
 *
 * @param gateFindings what was found before the message came
 * @param addressees never empty
 */
record Submission(
        MessageId id,
        SessionFacts session,
        ReversePath from,
        SenderFacts senderFacts,
        List<Finding> gateFindings,
        List<Addressee> addressees,
        RawMessage raw,
        Instant receivedAt) {
    Submission {
        gateFindings = List.copyOf(gateFindings);
        addressees = List.copyOf(addressees);
    }

    /** An accepted recipient with the policy that decides for it. */
    record Addressee(AcceptedRecipient recipient, PolicySnapshot policy) {}

    Envelope envelope() {
        return new Envelope(
                from, addressees.stream().map(a -> a.recipient().deliverTo()).toList());
    }
}
