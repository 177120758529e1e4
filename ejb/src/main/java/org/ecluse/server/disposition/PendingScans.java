package org.ecluse.server.disposition;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.disposition.CopyFate;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineRows;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.server.tracking.FindingRow;
import org.ecluse.server.tracking.SenderHash;
import org.ecluse.server.tracking.TombstoneRow;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.ScoredFinding;
import org.ecluse.verdict.VerdictName;

/** The copies that wait for a second look, and the recording of what it gave, while the claim is still the caller's (B8). */
@Stateless
public class PendingScans {
    private static final Duration LONGEST_UNCHECKED = Duration.ofHours(24);

    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    @Inject
    private OutcomeRecorder recorder;

    @Inject
    private QuarantineRows quarantine;

    @Inject
    private Clock clock;

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

    /**
     * Records another judgement of one copy. A copy still unchecked after a day goes to the threat quarantine.
     *
     * @return true if the copy was destroyed: its content may no longer be needed, after this commit
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean record(long copyId, String node, CopyPlan plan, List<String> engines, String authenticationResults) {
        Optional<PendingScanRow> pending = claimed(copyId, node);
        if (pending.isEmpty()) {
            return false;
        }
        CopyRow copy = entityManager.find(CopyRow.class, copyId);
        copy.message().examinedBy(OutcomeRecorder.engines(engines));
        copy.message().authenticatedAs(authenticationResults);
        if (plan.fate() == CopyFate.SCAN_PENDING) {
            stillUnchecked(copy, pending.get());
            return false;
        }
        apply(copy, plan, clock.instant());
        entityManager.remove(pending.get());
        return plan.fate() == CopyFate.DESTROY;
    }

    /** The look could not be made: the copy comes round again, or goes to the threat quarantine when a day is over. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void notLooked(long copyId, String node) {
        claimed(copyId, node).ifPresent(pending -> stillUnchecked(entityManager.find(CopyRow.class, copyId), pending));
    }

    /** The row, locked, if the copy is still pending and still the node's. */
    private Optional<PendingScanRow> claimed(long copyId, String node) {
        return Optional.ofNullable(entityManager.find(PendingScanRow.class, copyId, LockModeType.PESSIMISTIC_WRITE))
                .filter(row -> row.isClaimedBy(node))
                .filter(row -> entityManager.find(CopyRow.class, copyId).state() == CopyRow.State.SCAN_PENDING);
    }

    private void stillUnchecked(CopyRow copy, PendingScanRow pending) {
        Instant now = clock.instant();
        boolean tooLong = !pending.since().plus(LONGEST_UNCHECKED).isAfter(now);
        if (tooLong && copy.customerId() != null) {
            ServerLog.LOG.uncheckedTooLong(copy.publicId());
            copy.judgedAs(
                    VerdictName.UNCHECKED,
                    Disposition.THREAT_QUARANTINE,
                    CopyRow.State.QUARANTINED,
                    copy.score(),
                    copy.policyRevision());
            recorder.hold(copy, QuarantineClass.THREAT, quarantine.policyOf(copy), now);
            entityManager.remove(pending);
            return;
        }
        if (tooLong) {
            ServerLog.LOG.undecidedTooLong(copy.publicId()); // nobody's quarantine could hold it
        }
        pending.postpone(now);
    }

    private void apply(CopyRow copy, CopyPlan plan, Instant now) {
        RecipientVerdict verdict = plan.outcome().verdict();
        PolicySnapshot policy = plan.outcome().policy();
        if (!policy.isNobodys()) {
            copy.belongsTo(policy.customerId(), policy.domainId());
        }
        copy.judgedAs(
                verdict.name(),
                plan.fate() == CopyFate.THREAT_QUARANTINE ? Disposition.THREAT_QUARANTINE : verdict.disposition(),
                OutcomeRecorder.state(plan.fate()),
                verdict.score(),
                policy.revision());
        copy.markAs(verdict.mark());
        if (plan.fate() != CopyFate.QUEUE
                || verdict.score() >= policy.policy().thresholds().tag()) {
            copy.silenceNotifications();
        }
        replaceFindings(copy, verdict);
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

    /** What the first look found for this copy alone is void; what it found for all stands, once. */
    private void replaceFindings(CopyRow copy, RecipientVerdict verdict) {
        entityManager
                .createQuery("DELETE FROM FindingRow f WHERE f.copyId = :copy")
                .setParameter("copy", copy.id())
                .executeUpdate();
        Set<Finding> shared = entityManager
                .createQuery(
                        "SELECT f FROM FindingRow f WHERE f.messageId = :message AND f.copyId IS NULL",
                        FindingRow.class)
                .setParameter("message", copy.message().id())
                .getResultStream()
                .map(FindingRow::finding)
                .collect(Collectors.toSet());
        verdict.findings().stream()
                .map(ScoredFinding::finding)
                .filter(finding -> !shared.contains(finding))
                .forEach(finding ->
                        entityManager.persist(new FindingRow(copy.message().id(), copy.id(), finding)));
    }
}
