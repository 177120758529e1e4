package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ecluse.digest.ReportMail;
import org.ecluse.digest.ReportName;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;

/** Reads what became of reports that were made. */
@Stateless
public class ReportMails {
    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    /** A report and its mail; none if the records of the mail are gone. */
    public record Made(ReportRow report, Optional<ReportMail> mail) {}

    /**
     * A report that can be answered.
     *
     * @param address address key that it is about
     * @param receiver who gets it now
     * @param listed public ids of the copies, in its order
     */
    public record Answerable(String address, String receiver, List<String> listed) {}

    /** Empty: there was no such report, or it is known no longer. */
    public Optional<Answerable> answerable(ReportName name) {
        return rows.createQuery(
                        "SELECT r, s FROM ReportRow r, SubscriptionRow s WHERE r.subscriptionId = :subscription"
                                + " AND r.localDate = :date AND r.slot = :slot AND s.id = r.subscriptionId",
                        Object[].class)
                .setParameter("subscription", name.subscriptionId())
                .setParameter("date", name.date().toString())
                .setParameter("slot", name.slot())
                .getResultStream()
                .findFirst()
                .map(found -> answerable((ReportRow) found[0], (SubscriptionRow) found[1]));
    }

    private static Answerable answerable(ReportRow report, SubscriptionRow subscription) {
        return new Answerable(subscription.address(), subscription.receiver(), report.listed());
    }

    /** Those of a date, by slot. */
    public List<Made> of(long subscriptionId, LocalDate date) {
        return rows.createQuery(
                        "SELECT r FROM ReportRow r WHERE r.subscriptionId = :subscription AND r.localDate = :date ORDER BY r.slot",
                        ReportRow.class)
                .setParameter("subscription", subscriptionId)
                .setParameter("date", date.toString())
                .getResultStream()
                .map(this::made)
                .toList();
    }

    /** The first that was made at {@code due} or later, for this date or one before: it stands for what was due then. */
    public Optional<Made> standingFor(long subscriptionId, LocalDate date, Instant due) {
        return rows.createQuery(
                        "SELECT r FROM ReportRow r WHERE r.subscriptionId = :subscription AND r.localDate <= :date"
                                + " AND r.createdAt >= :due AND r.slot < :early ORDER BY r.createdAt",
                        ReportRow.class)
                .setParameter("subscription", subscriptionId)
                .setParameter("date", date.toString())
                .setParameter("due", due)
                .setParameter("early", ReportRow.FIRST_EARLY)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(this::made);
    }

    private Made made(ReportRow report) {
        return new Made(
                report,
                rows.createQuery(
                                "SELECT c FROM CopyRow c JOIN FETCH c.message m WHERE m.id = :message ORDER BY c.number",
                                CopyRow.class)
                        .setParameter("message", report.messageId())
                        .setMaxResults(1)
                        .getResultStream()
                        .findFirst()
                        .map(copy -> mail(report, copy)));
    }

    private ReportMail mail(ReportRow report, CopyRow copy) {
        ReportMail.State state = switch (copy.state()) {
            case DELIVERED -> ReportMail.State.DELIVERED;
            case QUEUED -> ReportMail.State.WAITING;
            default -> ReportMail.State.FAILED;
        };
        return new ReportMail(
                copy.publicId(),
                copy.recipient(),
                report.createdAt(),
                state,
                state == ReportMail.State.WAITING ? Optional.empty() : lastEvent(copy),
                copy.lastReply(),
                report.entries());
    }

    private Optional<Instant> lastEvent(CopyRow copy) {
        return rows.createQuery(
                        "SELECT e.happenedAt FROM EventRow e WHERE e.copyId = :copy AND e.kind IN :ends ORDER BY e.happenedAt DESC",
                        Instant.class)
                .setParameter("copy", copy.id())
                .setParameter("ends", List.of(EventKind.DELIVERED, EventKind.BOUNCED, EventKind.DESTROYED))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
