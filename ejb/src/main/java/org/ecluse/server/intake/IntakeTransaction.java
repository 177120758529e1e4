package org.ecluse.server.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.smtp.listener.SmtpSender;

/** One mail transaction of a session, from MAIL on. Kept in the session object and used by its thread only. */
final class IntakeTransaction {
    private final ReversePath from;
    private final SmtpSender sender;
    private final Future<SenderFacts> senderFacts;
    private final Instant startedAt;
    private final List<AcceptedRecipient> recipients = new ArrayList<>();

    IntakeTransaction(ReversePath from, SmtpSender sender, Future<SenderFacts> senderFacts, Instant startedAt) {
        this.from = from;
        this.sender = sender;
        this.senderFacts = senderFacts;
        this.startedAt = startedAt;
    }

    ReversePath from() {
        return from;
    }

    SmtpSender sender() {
        return sender;
    }

    Future<SenderFacts> senderFacts() {
        return senderFacts;
    }

    Instant startedAt() {
        return startedAt;
    }

    List<AcceptedRecipient> recipients() {
        return List.copyOf(recipients);
    }

    /** A recipient named twice gets one copy. */
    void accept(AcceptedRecipient recipient) {
        EmailAddress deliverTo = recipient.deliverTo();
        Optional<AcceptedRecipient> same = recipients.stream()
                .filter(each -> each.deliverTo().key().equals(deliverTo.key()))
                .findFirst();
        if (same.isEmpty()) {
            recipients.add(recipient);
        }
    }
}
