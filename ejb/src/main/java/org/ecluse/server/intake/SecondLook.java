package org.ecluse.server.intake;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.disposition.DispositionPlan;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.disposition.LazyWrites;
import org.ecluse.server.disposition.PendingScanClaims;
import org.ecluse.server.disposition.PendingScans;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.policy.PolicySnapshots;
import org.ecluse.server.scanning.ScanExecutor;
import org.ecluse.server.tracking.ContentRemoval;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.store.StoredMessage;

/**
 * Looks again at copies that could not be checked when they came (B8), one after the other, each claimed for as long as one look
 * may last. They are judged as at arrival: with the sender's facts of then, by the policy of now.
 */
@ApplicationScoped
class SecondLook {
    private static final int MOST_AT_ONCE = 200;

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

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

    @Inject
    private LazyWrites lazyWrites;

    @Inject
    private ContentRemoval contentRemoval;

    @Inject
    private NoticeDesk notices;

    @Inject
    private BannerDesk banners;

    @Inject
    private Clock clock;

    private PendingScanClaims claims;

    @PostConstruct
    void begin() {
        claims = new PendingScanClaims(dataSource, MessageId.create(clock).value());
    }

    /** @throws SQLException the database cannot be read now */
    void atWhatIsDue() throws SQLException {
        for (long copyId : claims.due(clock.instant(), MOST_AT_ONCE)) {
            if (claims.claim(copyId, clock.instant())) {
                Optional<CopyRow> copy = pending.copy(copyId);
                if (copy.isPresent()) {
                    lookAgain(copy.get());
                }
            }
        }
    }

    private void lookAgain(CopyRow copy) throws SQLException {
        MessageId id = copy.message().publicId();
        try {
            Look look = scans.run(() -> {}, () -> look(copy, id));
            Judgement judgement = look.judgement();
            CopyPlan plan = DispositionPlan.afterAcceptance(judgement.plan().outcomes())
                    .copies()
                    .get(0);
            banners.order(id, judgement, List.of(plan), copy.number(), copy.receivedAt());
            boolean destroyed = pending.record(
                    copy.id(),
                    claims.node(),
                    plan,
                    judgement.content().engines(),
                    judgement.established().results());
            if (destroyed) {
                lazyWrites.force(); // the tombstone is on disk before the content goes
                contentRemoval.removeIfUnneeded(id);
            }
            notices.note(look.submission(), judgement, List.of(plan), copy.number());
            return;
        } catch (ScanExecutor.BusyException | TimeoutException e) {
            ServerLog.LOG.scanTimedOut(copy.publicId(), String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            ServerLog.LOG.stillNotScanned(copy.publicId(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // going down: the claim ends by itself
        }
        pending.notLooked(copy.id(), claims.node());
    }

    private record Look(Submission submission, Judgement judgement) {}

    private Look look(CopyRow copy, MessageId id) throws IOException, SQLException {
        Submission submission = submission(copy, id);
        return new Look(submission, judge.judge(submission));
    }

    private Submission submission(CopyRow copy, MessageId id) throws IOException, SQLException {
        StoredEnvelope envelope = store.envelope(id).orElseThrow(() -> new IOException("no envelope stored for " + id));
        RawMessage raw = new StoredMessage(store, id, copy.message().sizeBytes());
        EmailAddress deliverTo = EmailAddress.parse(copy.deliveryAddress()).orElseThrow();
        DomainFacts domain = directory.domain(deliverTo.domain()).orElseGet(() -> DomainFacts.gone(deliverTo.domain()));
        EmailAddress decidedFor = EmailAddress.parse(copy.recipient()).orElseThrow();
        Optional<FilterLevel> level =
                directory.findOrUnlisted(deliverTo, domain).level();
        AcceptedRecipient recipient =
                new AcceptedRecipient(deliverTo, decidedFor, domain, level, false, copy.notifyOn(), copy.orcpt());
        Submission.Addressee addressee = new Submission.Addressee(recipient, snapshots.of(domain, decidedFor, level));
        return StoredMailIntake.submission(id, envelope, List.of(addressee), raw);
    }
}
