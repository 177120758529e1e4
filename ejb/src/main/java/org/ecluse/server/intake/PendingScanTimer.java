package org.ecluse.server.intake;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.disposition.DispositionPlan;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.KnownRecipient;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.disposition.PendingScans;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.policy.PolicySnapshots;
import org.ecluse.server.scanning.ScanExecutor;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/** Looks again, every minute, at copies that could not be checked when they came (B8). */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PendingScanTimer {
    @Inject
    private Readiness readiness;

    @Inject
    private PendingScans pending;

    @Inject
    private MessageStore store;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private PolicySnapshots snapshots;

    @Inject
    private ScanExecutor scans;

    @Inject
    private Judge judge;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void lookAgain() {
        if (!readiness.isReady()) {
            return;
        }
        for (PendingScans.Due due : pending.claim()) {
            Optional<CopyRow> copy = pending.copy(due.copyId());
            if (copy.isPresent()) {
                lookAgain(copy.get());
            }
        }
    }

    private void lookAgain(CopyRow copy) {
        MessageId id = copy.message().publicId();
        try {
            Judgement judgement = scans.run(() -> {}, () -> judge.judge(submission(copy, id)));
            CopyPlan plan = DispositionPlan.afterAcceptance(judgement.plan().outcomes())
                    .copies()
                    .get(0);
            pending.record(
                    copy.id(),
                    plan,
                    judgement.content().engines(),
                    judgement.established().results());
        } catch (ScanExecutor.BusyException | TimeoutException e) {
            // It was put off when it was claimed, so it comes round again.
            ServerLog.LOG.scanTimedOut(copy.publicId(), e.getMessage());
        } catch (ExecutionException e) {
            ServerLog.LOG.notScanned(copy.publicId(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Submission submission(CopyRow copy, MessageId id) throws IOException, SQLException {
        StoredEnvelope envelope = store.envelope(id).orElseThrow(() -> new IOException("no envelope stored for " + id));
        RawMessage raw = StoredMessage.of(store, id);
        EmailAddress decidedFor = EmailAddress.parse(copy.recipient()).orElseThrow();
        EmailAddress deliverTo = EmailAddress.parse(copy.deliveryAddress()).orElseThrow();
        DomainFacts domain = directory
                .domain(deliverTo.domain())
                .orElseThrow(() -> new IOException("domain of " + deliverTo + " is gone"));
        Optional<FilterLevel> level = directory.find(deliverTo).flatMap(KnownRecipient::level);
        AcceptedRecipient recipient =
                new AcceptedRecipient(deliverTo, decidedFor, domain, level, false, copy.notifyOn(), copy.orcpt());
        Submission.Addressee addressee = new Submission.Addressee(recipient, snapshots.of(domain, decidedFor, level));
        return StoredMailIntake.submission(id, envelope, List.of(addressee), raw);
    }
}
