package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import org.ecluse.disposition.CopyFate;
import org.ecluse.server.disposition.LazyWrites;
import org.ecluse.server.disposition.OutcomeRecorder;
import org.ecluse.server.disposition.RecordedOutcome;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.verdict.Reply;

/** Content first, then the one commit, then the reply: in this order a crash can duplicate a message, never lose one. */
@ApplicationScoped
class Keeper {
    @Inject
    private MessageStore store;

    @Inject
    private OutcomeRecorder recorder;

    @Inject
    private LazyWrites lazyWrites;

    /** The reply of the plan once everything it promises is durable, else 451. */
    Reply keep(Submission submission, Judgement judgement, SmtpSender sender) {
        boolean content = judgement.plan().keepsContent();
        try {
            StoredEnvelope envelope = Envelopes.of(submission, sender);
            if (content) {
                store.keep(submission.id(), envelope, submission.raw());
            }
            record(submission, judgement, envelope);
            if (destroysSilently(judgement)) {
                lazyWrites.force();
            }
        } catch (IOException | SQLException | RuntimeException e) {
            ServerLog.LOG.notStored(submission.id().value(), e);
            removeAgain(submission, content);
            return Reply.STORAGE_UNAVAILABLE;
        }
        return judgement.plan().reply();
    }

    /** Records a judgement of a message whose content is in the store already. */
    void record(Submission submission, Judgement judgement, StoredEnvelope envelope) {
        recorder.record(new RecordedOutcome(
                submission.id(),
                envelope,
                submission.raw().sizeBytes(),
                judgement.parsed(),
                judgement.content(),
                judgement.plan(),
                judgement.established().results(),
                dsnAllowed(submission, judgement)));
    }

    /** The client hears 250 and a copy is gone: only the tombstone tells of it. */
    private static boolean destroysSilently(Judgement judgement) {
        return judgement.plan().reply().positive()
                && judgement.plan().copies().stream().anyMatch(copy -> copy.fate() == CopyFate.DESTROY);
    }

    /** Only a sender who did not fail authentication may get a DSN (decisions: Keeping mail). */
    static boolean dsnAllowed(Submission submission, Judgement judgement) {
        return submission.from().address().isPresent() && !judgement.senderFailedAuthentication();
    }

    /** The client was told 451 and keeps the message: what was stored of it must not come in again at the next start. */
    private void removeAgain(Submission submission, boolean content) {
        if (!content) {
            return;
        }
        try {
            store.remove(submission.id());
        } catch (IOException e) {
            ServerLog.LOG.contentNotRemoved(submission.id().value(), e);
        }
    }
}
