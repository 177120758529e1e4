package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.ecluse.disposition.CopyFate;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.disposition.RecipientOutcome;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.reports.Treatment;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.digest.MailWishes;
import org.ecluse.server.disposition.LazyWrites;
import org.ecluse.server.disposition.OutcomeRecorder;
import org.ecluse.server.disposition.RecordedOutcome;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.reports.DmarcCollector;
import org.ecluse.server.reports.ReportInbox;
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

    @Inject
    private DmarcCollector dmarc;

    @Inject
    private ReportInbox reports;

    @Inject
    private NoticeDesk notices;

    @Inject
    private BannerDesk banners;

    @Inject
    private MailWishes wishes;

    /** The reply of the plan once everything it promises is durable, else 451. */
    Reply keep(Submission submission, Judgement judgement, SmtpSender sender) {
        boolean content = judgement.plan().keepsContent();
        try {
            StoredEnvelope envelope = Envelopes.of(submission, sender);
            if (content) {
                store.keep(submission.id(), envelope, submission.raw());
            }
            takeWish(submission, judgement);
            record(submission, judgement, envelope);
            if (destroysSilently(judgement)) {
                lazyWrites.force();
            }
        } catch (IOException | SQLException | RuntimeException e) {
            ServerLog.LOG.notStored(submission.id().value(), e);
            removeAgain(submission, content);
            return Reply.STORAGE_UNAVAILABLE;
        }
        report(submission, judgement, sender);
        return judgement.plan().reply();
    }

    /** Before the mail is recorded: whoever hears 250 was understood, and a wish that comes again is one. */
    private void takeWish(Submission submission, Judgement judgement) throws SQLException {
        boolean forService = submission.addressees().stream()
                .anyMatch(addressee -> wishes.areFor(addressee.recipient().deliverTo()));
        if (forService && !judgement.senderFailedAuthentication()) {
            DmarcVerdict dmarc = judgement.established().message().dmarc();
            boolean proven = dmarc.result() == DmarcVerdict.Result.PASS && dmarc.dkimAligned();
            wishes.take(submission.id(), submission.from(), judgement.parsed(), proven);
        }
    }

    private void report(Submission submission, Judgement judgement, SmtpSender sender) {
        try {
            tellOwner(submission, judgement);
            keepReport(submission, judgement, sender);
            if (judgement.plan().reply().positive()) {
                notices.note(submission, judgement, judgement.plan().copies(), 1);
            }
        } catch (RuntimeException e) {
            // The mail is kept and its sender must hear so: figures are not worth a second copy of it.
            ServerLog.LOG.reportNotKept(submission.id().value(), e);
        }
    }

    /** What is put off comes again, and is counted then. */
    private void tellOwner(Submission submission, Judgement judgement) {
        if (judgement.plan().copies().stream().allMatch(copy -> copy.fate() == CopyFate.DEFERRED)) {
            return;
        }
        dmarc.note(
                submission.session().client(),
                submission.from(),
                judgement.established().sender(),
                judgement.established().message(),
                judgement.plan().outcomes().stream().map(Keeper::decided).toList(),
                submission.receivedAt());
    }

    /** What is refused, destroyed, dangerous or not yet checked is no report to be read. */
    private void keepReport(Submission submission, Judgement judgement, SmtpSender sender) {
        List<EmailAddress> recipients = judgement.plan().copies().stream()
                .filter(copy -> copy.fate() == CopyFate.QUEUE || copy.fate() == CopyFate.QUARANTINE)
                .map(CopyPlan::outcome)
                .flatMap(outcome -> Stream.of(outcome.decidedFor(), outcome.recipient()))
                .toList();
        if (!recipients.isEmpty()) {
            boolean proven = judgement.established().message().dmarc().result() == DmarcVerdict.Result.PASS;
            reports.keep(submission.id(), recipients, Envelopes.of(submission, sender), submission.raw(), proven);
        }
    }

    private static Treatment.Copy decided(RecipientOutcome outcome) {
        return new Treatment.Copy(outcome.policy(), outcome.verdict());
    }

    /** Records a judgement of a message whose content is in the store already. */
    void record(Submission submission, Judgement judgement, StoredEnvelope envelope) {
        banners.order(submission.id(), judgement, judgement.plan().copies(), 1, submission.receivedAt());
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
