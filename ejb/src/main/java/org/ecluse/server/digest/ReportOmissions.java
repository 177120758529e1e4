package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Notes why reports were not made, while it is known: a level or a domain may be another the day somebody asks (R3.14). */
@Stateless
public class ReportOmissions {
    /** How far back somebody can ask. */
    public static final Duration KEPT = Duration.ofDays(40);

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    Clock clock;

    /** In the caller's transaction, if it has one. */
    public void note(long subscriptionId, LocalDate date, int slot, OmissionReason reason) {
        rows.merge(new OmissionRow(subscriptionId, date, slot, reason, clock.instant()));
    }

    /** Notes that a due report could not be made; it stays due. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void failed(long subscriptionId) {
        SubscriptionRow row = rows.find(SubscriptionRow.class, subscriptionId);
        if (row != null && !row.nextDueAt().isAfter(clock.instant())) {
            Instant due = row.nextDueAt();
            note(row.id(), row.time().dateOf(due), row.time().slotOf(due), OmissionReason.FAILED);
        }
    }

    /** Those of a date, by slot. */
    public List<OmissionRow> of(long subscriptionId, LocalDate date) {
        return rows.createQuery(
                        "SELECT o FROM OmissionRow o WHERE o.subscriptionId = :subscription AND o.localDate = :date ORDER BY o.slot",
                        OmissionRow.class)
                .setParameter("subscription", subscriptionId)
                .setParameter("date", date.toString())
                .getResultList();
    }

    /** The first that was found out at {@code due} or later for this date or one before: it stands for what was due then. */
    public Optional<OmissionRow> standingFor(long subscriptionId, LocalDate date, Instant due) {
        return rows.createQuery(
                        "SELECT o FROM OmissionRow o WHERE o.subscriptionId = :subscription AND o.localDate <= :date"
                                + " AND o.happenedAt >= :due ORDER BY o.happenedAt",
                        OmissionRow.class)
                .setParameter("subscription", subscriptionId)
                .setParameter("date", date.toString())
                .setParameter("due", due)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Removes what nobody can ask for any more. */
    public int removeOld() {
        return rows.createQuery("DELETE FROM OmissionRow o WHERE o.happenedAt < :before")
                .setParameter("before", clock.instant().minus(KEPT))
                .executeUpdate();
    }
}
