package org.ecluse.server.intake;

import java.util.Optional;
import org.ecluse.verdict.Reply;

/**
 * The recipient gate's answer to one RCPT.
 *
 * @param accepted present if and only if the reply is positive
 * @param customerId whose timeline the refusal belongs to; empty if no customer has the domain
 */
record GateDecision(Reply reply, Optional<AcceptedRecipient> accepted, Optional<Long> customerId) {
    static GateDecision accept(AcceptedRecipient recipient) {
        return new GateDecision(
                Reply.RECIPIENT_OK,
                Optional.of(recipient),
                Optional.of(recipient.domain().customerId()));
    }

    static GateDecision refuse(Reply reply, Optional<Long> customerId) {
        return new GateDecision(reply, Optional.empty(), customerId);
    }
}
