package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.ecluse.disposition.CopyFate;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.rate.RateUnit;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.policy.ListHits;
import org.ecluse.server.policy.PolicySnapshots;
import org.ecluse.server.scanning.ScanExecutor;
import org.ecluse.server.scanning.SenderFactsLookup;
import org.ecluse.settings.ServerSettings;
import org.ecluse.smtp.listener.SmtpRecipient;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.smtp.listener.SpooledBody;
import org.ecluse.store.MessageStore;
import org.ecluse.verdict.Reply;

/**
 * One SMTP transaction from MAIL to the reply after the final dot. No transaction is open here; the recorder opens the one
 * commit. {@code 250} is answered only after it (decisions: Keeping mail).
 */
@ApplicationScoped
public class IntakeService {
    @Inject
    private Readiness readiness;

    @Inject
    private RecipientGate gate;

    @Inject
    private GreyGate greyGate;

    @Inject
    private LessonGate lessons;

    @Inject
    private EdgeGate edge;

    @Inject
    private ListHits listHits;

    @Inject
    private Witness witness;

    @Inject
    private UnknownRecipientLimit unknownLimit;

    @Inject
    private SenderFactsLookup senderFactsLookup;

    @Inject
    private PolicySnapshots snapshots;

    @Inject
    private ScanExecutor scans;

    @Inject
    private Judge judge;

    @Inject
    private Keeper keeper;

    @Inject
    private RefusalLog refusals;

    @Inject
    private MessageStore store;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    IntakeAnswer connected(SmtpSession session) {
        return readiness.isReady()
                ? edge.connected(session).orElseGet(() -> IntakeAnswer.of(Reply.SENDER_OK))
                : IntakeAnswer.of(Reply.NOT_READY);
    }

    void ended(SmtpSession session) {
        edge.ended(session);
        witness.ended(session);
    }

    IntakeAnswer sender(SmtpSession session, SmtpSender sender) {
        Optional<EmailAddress> address = EmailAddress.parse(sender.address());
        if (address.isEmpty() && !sender.address().isEmpty()) {
            return IntakeAnswer.of(Reply.BAD_SENDER);
        }
        if (isStorageLow()) {
            return IntakeAnswer.of(Reply.STORAGE_LOW);
        }
        Optional<IntakeAnswer> tooMany = edge.take(session, RateUnit.MESSAGES);
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        ReversePath from = ReversePath.of(address);
        Future<SenderFacts> facts = senderFactsLookup.start(session.client().getAddress(), session.helo(), from);
        session.state(new IntakeTransaction(from, sender, facts, clock.instant()));
        return IntakeAnswer.of(Reply.SENDER_OK);
    }

    IntakeAnswer recipient(SmtpSession session, SmtpRecipient recipient) {
        Optional<EmailAddress> address = EmailAddress.parse(
                recipient.address().contains("@")
                        ? recipient.address()
                        : recipient.address() + "@" + settings.service().domain());
        if (address.isEmpty()) {
            return IntakeAnswer.of(Reply.BAD_RECIPIENT);
        }
        Optional<IntakeAnswer> tooMany = edge.take(session, RateUnit.RECIPIENTS);
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        Optional<IntakeAnswer> lesson = lessons.recipient(transaction(session), address.get());
        if (lesson.isPresent()) {
            return lesson.get();
        }
        if (unknownLimit.isReached(session.client().getAddress())) {
            return IntakeAnswer.of(Reply.TOO_MANY_UNKNOWN);
        }
        try {
            GateDecision decision = gate.decide(
                    address.get(),
                    String.join(",", recipient.notifyOn()),
                    recipient.orcpt().orElse(""));
            noteUnknown(session, decision);
            Optional<IntakeAnswer> listed = edge.listed(session, address.get(), decision);
            if (listed.isPresent()) {
                return listed.get();
            }
            if (decision.accepted().isEmpty()) {
                noteRefusal(session, address.get(), decision);
                return IntakeAnswer.of(decision.reply());
            }
            AcceptedRecipient accepted = decision.accepted().get();
            IntakeTransaction transaction = transaction(session);
            Optional<IntakeAnswer> delay = greyGate.check(session, transaction, address.get(), accepted);
            if (delay.isEmpty()) {
                transaction.accept(accepted);
            }
            return delay.orElseGet(() -> IntakeAnswer.of(decision.reply()));
        } catch (SQLException e) {
            ServerLog.LOG.directoryUnavailable(session.id(), e);
            return IntakeAnswer.of(Reply.DIRECTORY_UNAVAILABLE);
        }
    }

    IntakeAnswer message(SmtpSession session, SpooledBody body) {
        MessageId id = MessageId.create(clock);
        IntakeTransaction transaction = transaction(session);
        Instant now = clock.instant();
        if (isStorageLow()) {
            return IntakeAnswer.of(Reply.STORAGE_LOW);
        }
        Optional<IntakeAnswer> lesson = lessons.message(session, transaction, body, rawMessage(body));
        if (lesson.isPresent()) {
            return lesson.get();
        }
        Submission submission;
        try {
            submission = submission(id, session, transaction, rawMessage(body), now);
        } catch (SQLException e) {
            ServerLog.LOG.directoryUnavailable(session.id(), e);
            return IntakeAnswer.of(Reply.DIRECTORY_UNAVAILABLE);
        }
        try {
            Judgement judgement = scans.run(body::retain, () -> {
                try {
                    return judge.judge(submission);
                } finally {
                    body.release();
                }
            });
            Reply reply = keeper.keep(submission, judgement, transaction.sender());
            if (reply == judgement.plan().reply() && !reply.temporary()) {
                witness.judged(session, judgement);
                listHits.note(judgement.plan());
            }
            if (reply != Reply.ACCEPTED) {
                return IntakeAnswer.of(reply);
            }
            if (judgement.plan().copies().stream().anyMatch(copy -> copy.fate() == CopyFate.QUEUE)) {
                greyGate.delivered(session, transaction, submission);
            }
            return new IntakeAnswer(reply, id.value());
        } catch (ScanExecutor.BusyException e) {
            return IntakeAnswer.of(Reply.SCANNER_BUSY);
        } catch (TimeoutException e) {
            ServerLog.LOG.scanTimedOut(id.value(), settings.scan().totalTime().toString());
            return IntakeAnswer.of(Reply.SCANNER_UNAVAILABLE);
        } catch (ExecutionException e) {
            ServerLog.LOG.notScanned(id.value(), e.getCause());
            return IntakeAnswer.of(Reply.SCANNER_UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return IntakeAnswer.of(Reply.NOT_READY);
        }
    }

    private Submission submission(
            MessageId id, SmtpSession session, IntakeTransaction transaction, RawMessage raw, Instant now)
            throws SQLException {
        List<Submission.Addressee> addressees = new ArrayList<>();
        for (AcceptedRecipient recipient : transaction.recipients()) {
            addressees.add(new Submission.Addressee(
                    recipient, snapshots.of(recipient.domain(), recipient.decidedFor(), recipient.level())));
        }
        return new Submission(
                id,
                facts(session, transaction),
                transaction.from(),
                transaction.senderFacts(),
                transaction.gateFindings(),
                addressees,
                raw,
                now);
    }

    static SessionFacts facts(SmtpSession session, IntakeTransaction transaction) {
        return new SessionFacts(
                session.role(),
                session.client().getAddress(),
                session.helo(),
                session.esmtp(),
                session.tls(),
                transaction.sender().smtpUtf8(),
                session.protocolFaults(),
                session.startedAt());
    }

    /** An address that does not exist, whether that is refused or taken silently. */
    private void noteUnknown(SmtpSession session, GateDecision decision) {
        boolean refused = decision.reply() == Reply.UNKNOWN_RECIPIENT;
        if (refused) {
            unknownLimit.count(session.client().getAddress());
        }
        if (refused || decision.accepted().filter(this::doesNotExist).isPresent()) {
            decision.customerId().ifPresent(customer -> witness.unknownRecipient(session, customer));
        }
    }

    private boolean doesNotExist(AcceptedRecipient accepted) {
        return accepted.discard() && !gate.isForService(accepted.deliverTo());
    }

    private void noteRefusal(SmtpSession session, EmailAddress address, GateDecision decision) {
        decision.customerId().ifPresent(customer -> refusals.note(session, customer, address, decision.reply()));
    }

    private boolean isStorageLow() {
        try {
            return store.freeBytes() < settings.store().minFreeBytes();
        } catch (IOException e) {
            ServerLog.LOG.debug("free space unknown", e);
            return true;
        }
    }

    private static IntakeTransaction transaction(SmtpSession session) {
        return session.state(IntakeTransaction.class)
                .orElseThrow(() -> new IllegalStateException("RCPT or DATA before MAIL"));
    }

    private static RawMessage rawMessage(SpooledBody body) {
        return new RawMessage() {
            @Override
            public long sizeBytes() {
                return body.sizeBytes();
            }

            @Override
            public InputStream open() throws IOException {
                return body.open();
            }
        };
    }
}
