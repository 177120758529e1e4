package org.ecluse.server.quarantine;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.VirusAction;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.Role;
import org.ecluse.server.quarantine.ReleaseAnswer.Outcome;
import org.ecluse.server.queue.DeliveryQueue;
import org.ecluse.server.tracking.AccessHistory;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.server.tracking.Look;
import org.ecluse.server.tracking.SenderHash;
import org.ecluse.server.tracking.TombstoneRow;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.VerdictName;

/** Writes what happens to a held copy: each method is one short transaction, the entry's row locked in it. */
@Stateless
public class QuarantineLedger {
    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    DeliveryQueue queue;

    @Inject
    QuarantineRows rows;

    @Inject
    AccessHistory access;

    @Inject
    Clock clock;

    /** Row of the quarantine, its copy's queue entry and both events in one commit; a second caller is told so (B1). */
    public Outcome release(CopyId id, Releaser role, String actor) {
        CopyRow copy = copy(id);
        QuarantineEntryRow entry = lockedEntry(copy);
        if (entry.state() != QuarantineEntryRow.State.HELD) {
            return entry.state() == QuarantineEntryRow.State.RELEASED
                    ? Outcome.ALREADY_RELEASED
                    : Outcome.NO_LONGER_HELD;
        }
        Instant now = clock.instant();
        entry.released(now, actor, role);
        copy.moveTo(CopyRow.State.QUEUED);
        queue.enqueue(copy, now);
        entityManager.persist(EventRow.of(copy, EventKind.RELEASED, now, actor, role.word()));
        entityManager.persist(EventRow.of(copy, EventKind.QUEUED, now, actor, ""));
        return Outcome.RELEASED;
    }

    /**
     * The second look found a virus: the copy goes where the customer's policy sends viruses (R2.12).
     *
     * @return message whose content may no longer be needed
     */
    public Optional<MessageId> infected(CopyId id, String virus) {
        CopyRow copy = copy(id);
        QuarantineEntryRow entry = lockedEntry(copy);
        if (entry.state() != QuarantineEntryRow.State.HELD || entry.verdict() == VerdictName.VIRUS) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String detail = "virus found at release: " + virus;
        if (rows.policyOf(copy).virusAction() == VirusAction.THREAT_QUARANTINE) {
            entry.movedToThreats();
            copy.judgedAs(
                    VerdictName.VIRUS,
                    Disposition.THREAT_QUARANTINE,
                    CopyRow.State.QUARANTINED,
                    copy.score(),
                    copy.policyRevision());
            entityManager.persist(EventRow.of(copy, EventKind.QUARANTINED, now, "", detail));
            return Optional.empty();
        }
        entry.expired();
        copy.judgedAs(
                VerdictName.VIRUS, Disposition.DESTROY, CopyRow.State.DESTROYED, copy.score(), copy.policyRevision());
        entityManager.persist(new TombstoneRow(
                copy.customerId(),
                copy.publicId(),
                now,
                VerdictName.VIRUS,
                copy.score(),
                Ground.VIRUS,
                virus,
                SenderHash.of(copy.message().reversePath()),
                copy.recipient()));
        entityManager.persist(EventRow.of(copy, EventKind.DESTROYED, now, "", detail));
        return Optional.of(id.message());
    }

    /** Keeps that somebody says this was no spam; said twice, it stands once (R3.5). */
    public void reportNotSpam(CopyId id, String actor) {
        CopyRow copy = copy(id);
        lockedEntry(copy);
        List<FeedbackRow> before = entityManager
                .createQuery("SELECT f FROM FeedbackRow f WHERE f.copyId = :copy AND f.kind = :kind", FeedbackRow.class)
                .setParameter("copy", copy.id())
                .setParameter("kind", FeedbackRow.Kind.NOT_SPAM)
                .getResultList();
        if (before.isEmpty()) {
            Instant now = clock.instant();
            entityManager.persist(new FeedbackRow(copy, FeedbackRow.Kind.NOT_SPAM, actor, now));
            // The event is the request; an engine that learns from it records its own.
            entityManager.persist(EventRow.of(copy, EventKind.LEARNED, now, actor, "NOT_SPAM_REPORTED"));
        }
    }

    /** Somebody looked at the content (B14). @param role empty: it is the recipient */
    public void viewed(CopyId id, String actor, Optional<Role> role) {
        CopyRow copy = copy(id);
        Look look = new Look(Look.Subject.CONTENT, role);
        if (role.isEmpty()) {
            access.note(copy, actor, look);
        } else {
            // Each look of somebody else at the content stands there.
            entityManager.persist(EventRow.of(copy, EventKind.VIEWED, clock.instant(), actor, look.detail()));
        }
    }

    /**
     * Undoes a recipient's own release while the copy still waits for its delivery: it is held as before, and the recipient has not said
     * that it is no spam.
     *
     * @param since releases before it stay
     * @return false: it was delivered or is being delivered now, or somebody else released it
     */
    public boolean takeBack(CopyId id, String recipient, Instant since) {
        CopyRow copy = copy(id);
        QuarantineEntryRow entry = lockedEntry(copy);
        boolean own = entry.state() == QuarantineEntryRow.State.RELEASED
                && recipient.equals(entry.releasedBy())
                && entry.releasedAt().isAfter(since);
        if (!own || !unqueue(copy)) {
            return false;
        }
        Instant now = clock.instant();
        entry.takenBack();
        entityManager
                .createQuery("DELETE FROM FeedbackRow f WHERE f.copyId = :copy AND f.reportedBy = :recipient")
                .setParameter("copy", copy.id())
                .setParameter("recipient", recipient)
                .executeUpdate();
        copy.moveTo(CopyRow.State.QUARANTINED);
        entityManager.persist(EventRow.of(
                copy,
                EventKind.QUARANTINED,
                now,
                recipient,
                entry.quarantineClass().name()));
        return true;
    }

    /** Forgets that a recipient said after {@code since} that a copy is no spam. False: nothing was said. */
    public boolean withdrawNotSpam(CopyId id, String recipient, Instant since) {
        CopyRow copy = copy(id);
        int withdrawn = entityManager
                .createQuery("DELETE FROM FeedbackRow f WHERE f.copyId = :copy AND f.reportedBy = :recipient"
                        + " AND f.reportedAt > :since")
                .setParameter("copy", copy.id())
                .setParameter("recipient", recipient)
                .setParameter("since", since)
                .executeUpdate();
        if (withdrawn > 0) {
            entityManager.persist(
                    EventRow.of(copy, EventKind.LEARNED, clock.instant(), recipient, "NOT_SPAM_WITHDRAWN"));
        }
        return withdrawn > 0;
    }

    /** Of this and a node that claims it for delivery, one changes the row. */
    private boolean unqueue(CopyRow copy) {
        return entityManager
                        .createQuery("DELETE FROM QueueEntryRow q WHERE q.copyId = :copy"
                                + " AND (q.claimedUntil IS NULL OR q.claimedUntil < :now)")
                        .setParameter("copy", copy.id())
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == 1;
    }

    /** The retention time is over. False: it is held no longer anyway. */
    public boolean expire(long entryId) {
        QuarantineEntryRow entry =
                entityManager.find(QuarantineEntryRow.class, entryId, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        if (entry == null
                || entry.state() != QuarantineEntryRow.State.HELD
                || entry.expiresAt().isAfter(now)) {
            return false;
        }
        CopyRow copy = entityManager.find(CopyRow.class, entry.copyId());
        entry.expired();
        copy.moveTo(CopyRow.State.EXPIRED);
        entityManager.persist(EventRow.of(copy, EventKind.EXPIRED, now, "", ""));
        return true;
    }

    private CopyRow copy(CopyId id) {
        return entityManager
                .createQuery(
                        "SELECT c FROM CopyRow c JOIN FETCH c.message m WHERE m.publicId = :message AND c.number = :number",
                        CopyRow.class)
                .setParameter("message", id.message().value())
                .setParameter("number", id.number())
                .getSingleResult();
    }

    /** Of two callers the second waits here, and then reads what the first wrote, even if it had read the row before. */
    private QuarantineEntryRow lockedEntry(CopyRow copy) {
        QuarantineEntryRow entry = entityManager
                .createQuery("SELECT q FROM QuarantineEntryRow q WHERE q.copyId = :copy", QuarantineEntryRow.class)
                .setParameter("copy", copy.id())
                .getSingleResult();
        entityManager.refresh(entry, LockModeType.PESSIMISTIC_WRITE);
        return entry;
    }
}
