package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.learning.Lesson;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.scanning.ScanExecutor;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.smtp.listener.SpooledBody;
import org.ecluse.verdict.Reply;

/** Takes mail for {@link LessonInbox} in the session: alone, for it has one reply of its own. */
@ApplicationScoped
class LessonGate {
    @Inject
    private LessonInbox inbox;

    @Inject
    private ScanExecutor scans;

    /** The reply to a recipient; empty: neither it nor one before it is an address that learns. */
    Optional<IntakeAnswer> recipient(IntakeTransaction transaction, EmailAddress address) {
        Optional<Lesson.Kind> kind = inbox.kindOf(address);
        if (kind.isEmpty() && transaction.lesson().isEmpty()) {
            return Optional.empty();
        }
        boolean alone = transaction.recipients().isEmpty()
                && (transaction.lesson().isEmpty() || transaction.lesson().equals(kind));
        if (!alone) {
            return Optional.of(IntakeAnswer.of(Reply.LESSON_ALONE));
        }
        transaction.lesson(kind.orElseThrow());
        return Optional.of(IntakeAnswer.of(Reply.RECIPIENT_OK));
    }

    /** The reply to the end of DATA; empty: the mail goes to recipients. */
    Optional<IntakeAnswer> message(
            SmtpSession session, IntakeTransaction transaction, SpooledBody body, RawMessage raw) {
        return transaction.lesson().map(kind -> learn(kind, session, transaction, body, raw));
    }

    private IntakeAnswer learn(
            Lesson.Kind kind, SmtpSession session, IntakeTransaction transaction, SpooledBody body, RawMessage raw) {
        LessonInbox.Forwarded mail = new LessonInbox.Forwarded(
                kind, IntakeService.facts(session, transaction), transaction.from(), transaction.senderFacts(), raw);
        try {
            return IntakeAnswer.of(scans.run(body::retain, () -> {
                try {
                    return inbox.learn(mail);
                } finally {
                    body.release();
                }
            }));
        } catch (ScanExecutor.BusyException | TimeoutException e) {
            return IntakeAnswer.of(Reply.SCANNER_BUSY);
        } catch (ExecutionException e) {
            ServerLog.LOG.lessonNotRead(e);
            return IntakeAnswer.of(Reply.STORAGE_UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return IntakeAnswer.of(Reply.NOT_READY);
        }
    }
}
