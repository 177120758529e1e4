package org.ecluse.server.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.greylist.GreyAnswer;
import org.ecluse.server.learning.Lesson;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.verdict.Finding;

/** One mail transaction of a session, from MAIL on. Kept in the session object and used by its thread only. */
final class IntakeTransaction {
    private static final int SENDER_FACTS_SECONDS = 5;

    private final ReversePath from;
    private final SmtpSender sender;
    private final Future<SenderFacts> senderFacts;
    private final Instant startedAt;
    private final List<AcceptedRecipient> recipients = new ArrayList<>();
    private Optional<GreyAnswer> grey = Optional.empty();
    private Optional<Lesson.Kind> lesson = Optional.empty();

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

    /** Waits for the look-ups, at most 5 s. One that is late or failed is no doubt: the sender is judged without it. */
    SenderFacts senderFacts() {
        try {
            return senderFacts.get(SENDER_FACTS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            ServerLog.LOG.debug("sender facts not available", e);
            return SenderFacts.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SenderFacts.UNKNOWN;
        }
    }

    /** What the grey zone said of this transaction, once it was asked. */
    Optional<GreyAnswer> grey() {
        return grey;
    }

    void grey(GreyAnswer answer) {
        grey = Optional.of(answer);
    }

    /** What the mail is to teach, if it goes to such an address of the service (R2.13). */
    Optional<Lesson.Kind> lesson() {
        return lesson;
    }

    void lesson(Lesson.Kind kind) {
        lesson = Optional.of(kind);
    }

    /** How the transaction passed the grey zone, if that is worth telling. */
    List<Finding> gateFindings() {
        return grey.filter(GreyAnswer.Passed.class::isInstance)
                .flatMap(answer -> ((GreyAnswer.Passed) answer).finding())
                .map(List::of)
                .orElse(List.of());
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
