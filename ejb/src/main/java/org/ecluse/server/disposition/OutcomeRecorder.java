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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ecluse.disposition.CopyFate;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.filter.content.AttachmentRuleStage;
import org.ecluse.filter.greylist.GreySymbols;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.server.queue.DeliveryQueue;
import org.ecluse.server.tracking.AttachmentFacts;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.server.tracking.FindingRow;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.server.tracking.MessageRow.Content;
import org.ecluse.server.tracking.MessageRow.Origin;
import org.ecluse.server.tracking.SenderHash;
import org.ecluse.server.tracking.TombstoneRow;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.ScoredFinding;

/**
 * The one commit: message, a row per recipient, findings, timeline, queue and quarantine rows. {@code 250} is said after it.
 * What is destroyed leaves its tombstone only (B16).
 */
@Stateless
public class OutcomeRecorder {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    @Inject
    private DeliveryQueue queue;

    @Inject
    private Clock clock;

    /** Writes a newly judged message. The content, if any copy needs it, is in the store already. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void record(RecordedOutcome outcome) {
        Instant now = clock.instant();
        List<CopyPlan> copies = outcome.plan().copies();
        boolean hasRows = copies.stream().anyMatch(OutcomeRecorder::leavesRow);
        MessageRow message = messageRow(outcome);
        if (hasRows) {
            entityManager.persist(message);
        }
        Set<Finding> shared = new HashSet<>(outcome.content().findings());
        if (hasRows) {
            outcome.content().findings().forEach(f -> entityManager.persist(new FindingRow(message.id(), null, f)));
        }
        for (int i = 0; i < copies.size(); i++) {
            if (leavesRow(copies.get(i))) {
                recordCopy(outcome, message, i, shared, now);
            } else {
                recordGone(outcome, i, now);
            }
        }
    }

    private void recordCopy(RecordedOutcome outcome, MessageRow message, int index, Set<Finding> shared, Instant now) {
        CopyPlan plan = outcome.plan().copies().get(index);
        CopyRow copy = copyRow(outcome, message, index);
        entityManager.persist(copy);
        plan.outcome().verdict().findings().stream()
                .map(ScoredFinding::finding)
                .filter(finding -> !shared.contains(finding))
                .forEach(finding -> entityManager.persist(new FindingRow(message.id(), copy.id(), finding)));
        event(
                copy,
                EventKind.RECEIVED,
                outcome.envelope().receivedAt(),
                outcome.envelope().clientAddress());
        outcome.content().findings().stream()
                .filter(finding -> GreySymbols.isPassage(finding.symbol()))
                .forEach(finding ->
                        event(copy, EventKind.GREY_PASSED, outcome.envelope().receivedAt(), finding.detail()));
        if (plan.fate() != CopyFate.DISCARD) {
            event(copy, EventKind.DECIDED, now, decision(plan));
        }
        follow(copy, plan, now);
    }

    /** What comes after the decision: the queue, a quarantine, waiting for a second look, or nothing more. */
    public void follow(CopyRow copy, CopyPlan plan, Instant now) {
        if (plan.fate() == CopyFate.QUEUE) {
            queue.enqueue(copy, now);
            event(copy, EventKind.QUEUED, now, "");
        } else if (plan.fate() == CopyFate.QUARANTINE || plan.fate() == CopyFate.THREAT_QUARANTINE) {
            hold(
                    copy,
                    plan.fate() == CopyFate.QUARANTINE ? QuarantineClass.USER : QuarantineClass.THREAT,
                    plan.outcome().policy().policy(),
                    now);
        } else if (plan.fate() == CopyFate.SCAN_PENDING) {
            entityManager.persist(new PendingScanRow(copy.id(), copy.message().id(), now));
        } else if (plan.fate() == CopyFate.DISCARD) {
            event(copy, EventKind.DISCARDED, now, "");
        }
    }

    /** Puts a persisted copy into a quarantine. */
    public void hold(CopyRow copy, QuarantineClass quarantineClass, FilterPolicy policy, Instant now) {
        entityManager.persist(new QuarantineEntryRow(
                copy.id(),
                copy.message().id(),
                copy.customerId(),
                copy.recipient(),
                quarantineClass,
                copy.verdict(),
                now,
                now.plus(Duration.ofDays(policy.quarantineDays()))));
        event(copy, EventKind.QUARANTINED, now, quarantineClass.name());
    }

    private void recordGone(RecordedOutcome outcome, int index, Instant now) {
        CopyPlan plan = outcome.plan().copies().get(index);
        RecipientVerdict verdict = plan.outcome().verdict();
        Long customer = customer(plan.outcome().policy());
        String recipient = plan.outcome().decidedFor().key();
        if (plan.tombstone()) {
            TombstoneRow tombstone = new TombstoneRow(
                    customer,
                    outcome.id().copy(index + 1),
                    now,
                    verdict.name(),
                    verdict.score(),
                    symbols(verdict),
                    found(verdict),
                    SenderHash.of(outcome.envelope().reversePath()),
                    recipient);
            tombstone.restsOn(
                    verdict.findings(),
                    verdict.disposition(),
                    plan.outcome().policy().revision(),
                    outcome.sizeBytes());
            entityManager.persist(tombstone);
            entityManager.persist(EventRow.beforeData(customer, recipient, EventKind.DESTROYED, now, decision(plan)));
        } else {
            entityManager.persist(
                    EventRow.beforeData(customer, recipient, EventKind.DEFERRED, now, putOff(outcome, plan)));
        }
    }

    /** In the form of a refusal at RCPT: reply, sender, client, HELO. */
    private static String putOff(RecordedOutcome outcome, CopyPlan plan) {
        StoredEnvelope envelope = outcome.envelope();
        return plan.outcome().verdict().reply().name() + " <" + envelope.reversePath() + "> ["
                + envelope.clientAddress() + "] " + envelope.helo();
    }

    private void event(CopyRow copy, EventKind kind, Instant at, String detail) {
        entityManager.persist(EventRow.of(copy, kind, at, "", detail));
    }

    /** Refused and discarded copies keep their row so that tracking shows them; destroyed and deferred ones do not. */
    private static boolean leavesRow(CopyPlan plan) {
        return plan.fate().keepsContent()
                || plan.fate() == CopyFate.DISCARD
                || (plan.fate() == CopyFate.REFUSED && !plan.tombstone());
    }

    /** Null for a domain that is no customer's any more. */
    private static Long customer(PolicySnapshot policy) {
        return policy.isNobodys() ? null : Long.valueOf(policy.customerId());
    }

    private static Long domain(PolicySnapshot policy) {
        return policy.isNobodys() ? null : Long.valueOf(policy.domainId());
    }

    static String decision(CopyPlan plan) {
        RecipientVerdict verdict = plan.outcome().verdict();
        return plan.fate() + " " + verdict.name() + " " + Math.round(verdict.score());
    }

    /** The virus and its engine, for the tombstone: signatures and their age are part of the answer (B8). */
    static String found(RecipientVerdict verdict) {
        return verdict.findings().stream()
                .map(ScoredFinding::finding)
                .filter(finding -> finding.symbol().equals(Ground.VIRUS))
                .map(Finding::detail)
                .findFirst()
                .orElse("");
    }

    /** What speaks against the message: what decided by itself comes first, then everything with points, the heaviest first. */
    static String symbols(RecipientVerdict verdict) {
        Optional<String> ground = Ground.symbolOf(verdict.name());
        Predicate<ScoredFinding> decides =
                scored -> ground.filter(scored.finding().symbol()::equals).isPresent();
        return verdict.findings().stream()
                .filter(scored -> scored.points() > 0 || decides.test(scored))
                .sorted(Comparator.<ScoredFinding, Boolean>comparing(decides::test)
                        .thenComparing(ScoredFinding::points)
                        .reversed())
                .map(scored -> scored.finding().symbol())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    static String engines(List<String> names) {
        return String.join("; ", names);
    }

    private static MessageRow messageRow(RecordedOutcome outcome) {
        StoredEnvelope envelope = outcome.envelope();
        MessageRow message = new MessageRow(
                outcome.id(),
                Origin.valueOf(envelope.origin()),
                envelope.receivedAt(),
                envelope.clientAddress(),
                envelope.helo(),
                envelope.reversePath(),
                outcome.parsed().first("From").orElse(""),
                outcome.parsed().subject(),
                outcome.sizeBytes(),
                outcome.plan().keepsContent() ? Content.KEPT : Content.GONE,
                engines(outcome.content().engines()));
        message.authenticatedAs(outcome.authenticationResults());
        message.holds(AttachmentFacts.write(outcome.parsed().everyPart().stream()
                        .filter(AttachmentRuleStage::isFile)
                        .toList())
                .orElse(null));
        return message;
    }

    private static CopyRow copyRow(RecordedOutcome outcome, MessageRow message, int index) {
        CopyPlan plan = outcome.plan().copies().get(index);
        RecipientVerdict verdict = plan.outcome().verdict();
        StoredEnvelope.Recipient recipient = outcome.envelope().recipients().get(index);
        boolean deliverable = plan.fate() == CopyFate.QUEUE || plan.fate() == CopyFate.SCAN_PENDING;
        boolean mayTell = outcome.senderMayBeTold()
                && deliverable
                && verdict.score()
                        < plan.outcome().policy().policy().thresholds().tag();
        CopyRow copy = new CopyRow(
                message,
                index + 1,
                customer(plan.outcome().policy()),
                domain(plan.outcome().policy()),
                plan.outcome().decidedFor().key(),
                plan.outcome().recipient().toString(),
                verdict.name(),
                verdict.disposition(),
                state(plan.fate()),
                verdict.score(),
                plan.outcome().policy().revision(),
                mayTell,
                recipient.notifyOn(),
                recipient.orcpt());
        copy.markAs(verdict.mark());
        return copy;
    }

    static CopyRow.State state(CopyFate fate) {
        return switch (fate) {
            case QUEUE -> CopyRow.State.QUEUED;
            case QUARANTINE, THREAT_QUARANTINE -> CopyRow.State.QUARANTINED;
            case SCAN_PENDING -> CopyRow.State.SCAN_PENDING;
            case DESTROY -> CopyRow.State.DESTROYED;
            case DISCARD -> CopyRow.State.DISCARDED;
            case REFUSED, DEFERRED -> CopyRow.State.REJECTED;
        };
    }
}
