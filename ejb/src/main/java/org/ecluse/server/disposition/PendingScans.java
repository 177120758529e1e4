package org.ecluse.server.disposition;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.disposition.CopyFate;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.server.tracking.FindingRow;
import org.ecluse.server.tracking.SenderHash;
import org.ecluse.server.tracking.TombstoneRow;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.ScoredFinding;

/** The copies that wait for a second look, and the recording of what it gave (B8). */
@Stateless
public class PendingScans {
    private static final Duration LONGEST_UNCHECKED = Duration.ofHours(24);
    private static final int BATCH = 50;

    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    @Inject
    private OutcomeRecorder recorder;

    @Inject
    private Clock clock;

    /** A copy that is due. */
    public record Due(long copyId, long messageId) {}

    /** Due copies of this node to look at, each put off at once so that no other node takes it too. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Due> claim() {
        Instant now = clock.instant();
        return entityManager
                .createQuery(
                        "SELECT p FROM PendingScanRow p WHERE p.dueAt <= :now ORDER BY p.dueAt", PendingScanRow.class)
                .setParameter("now", now)
                .setMaxResults(BATCH)
                .getResultStream()
                .peek(row -> row.postpone(now))
                .map(row -> new Due(row.copyId(), row.messageId()))
                .toList();
    }

    /** What must be known to judge the copy again; empty if it is no longer pending. */
    public Optional<CopyRow> copy(long copyId) {
        return entityManager
                .createQuery(
                        "SELECT c FROM CopyRow c JOIN FETCH c.message WHERE c.id = :id AND c.state = :pending",
                        CopyRow.class)
                .setParameter("id", copyId)
                .setParameter("pending", CopyRow.State.SCAN_PENDING)
                .getResultStream()
                .findFirst();
    }

    /** Records the second judgement of one copy. A copy still unchecked after a day goes to the threat quarantine. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void record(long copyId, CopyPlan plan, List<String> engines, String authenticationResults) {
        Instant now = clock.instant();
        PendingScanRow pending = entityManager.find(PendingScanRow.class, copyId);
        CopyRow copy = entityManager.find(CopyRow.class, copyId);
        if (pending == null || copy.state() != CopyRow.State.SCAN_PENDING) {
            return;
        }
        copy.message().examinedBy(OutcomeRecorder.engines(engines));
        copy.message().authenticatedAs(authenticationResults);
        if (plan.fate() == CopyFate.SCAN_PENDING) {
            if (pending.since().plus(LONGEST_UNCHECKED).isAfter(now)) {
                return;
            }
            ServerLog.LOG.uncheckedTooLong(copy.publicId());
            apply(copy, new CopyPlan(plan.outcome(), CopyFate.THREAT_QUARANTINE), now);
        } else {
            apply(copy, plan, now);
        }
        entityManager.remove(pending);
    }

    private void apply(CopyRow copy, CopyPlan plan, Instant now) {
        RecipientVerdict verdict = plan.outcome().verdict();
        copy.judgedAs(
                verdict.name(),
                plan.fate() == CopyFate.THREAT_QUARANTINE ? Disposition.THREAT_QUARANTINE : verdict.disposition(),
                OutcomeRecorder.state(plan.fate()),
                verdict.score(),
                plan.outcome().policy().revision());
        verdict.findings().stream()
                .map(ScoredFinding::finding)
                .forEach(finding ->
                        entityManager.persist(new FindingRow(copy.message().id(), copy.id(), finding)));
        entityManager.persist(EventRow.of(copy, EventKind.DECIDED, now, "", OutcomeRecorder.decision(plan)));
        if (plan.fate() == CopyFate.DESTROY) {
            entityManager.persist(new TombstoneRow(
                    copy.customerId(),
                    copy.publicId(),
                    now,
                    verdict.name(),
                    verdict.score(),
                    OutcomeRecorder.symbols(verdict),
                    OutcomeRecorder.found(verdict),
                    SenderHash.of(copy.message().reversePath()),
                    copy.recipient()));
            entityManager.persist(EventRow.of(copy, EventKind.DESTROYED, now, "", OutcomeRecorder.decision(plan)));
        } else {
            recorder.follow(copy, plan, now);
        }
    }
}
