package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.digest.DigestContent;
import org.ecluse.digest.ReportKind;
import org.ecluse.server.ownmail.KeptMail;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.server.quarantine.QuarantineRows;
import org.ecluse.server.quarantine.QuarantineRows.Unreported;
import org.ecluse.verdict.VerdictName;

/** Reads what is to be reported, and writes in one commit that it was. */
@Stateless
public class ReportLedger {
    private static final int IDS_AT_ONCE = 500;
    private static final Optional<OmissionReason> MOVED = Optional.of(OmissionReason.TIME_MOVED);

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    QuarantineRows quarantine;

    @Inject
    OwnMailRecorder ownMail;

    @Inject
    ReportWatch watch;

    @Inject
    ReportOmissions omissions;

    @Inject
    Clock clock;

    /** Ids of subscriptions of a share that are due, above {@code afterId}, in order of id. */
    public List<Long> due(Instant now, Share share, long afterId, int limit) {
        return entityManager
                .createQuery(
                        "SELECT s.id FROM SubscriptionRow s WHERE s.active = TRUE AND s.nextDueAt <= :now AND s.id > :after"
                                + of(share) + " ORDER BY s.id",
                        Long.class)
                .setParameter("now", now)
                .setParameter("after", afterId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Ids of subscriptions of a share with held copies that no report has listed yet, above {@code afterId}, in order of id. */
    public List<Long> withNews(Share share, long afterId, int limit) {
        return entityManager
                .createQuery("""
                        SELECT s.id FROM SubscriptionRow s WHERE s.active = TRUE AND s.id > :after%s AND (EXISTS (
                            SELECT q.id FROM QuarantineEntryRow q WHERE q.recipient = s.address AND q.reportId IS NULL
                              AND q.quarantineClass = :user AND q.state = :held)
                          OR EXISTS (
                            SELECT q.id FROM WatchedAddressRow w, QuarantineEntryRow q WHERE w.subscriptionId = s.id
                              AND q.recipient = w.address AND q.reportId IS NULL
                              AND q.quarantineClass = :user AND q.state = :held))
                        ORDER BY s.id""".formatted(of(share)), Long.class)
                .setParameter("user", QuarantineClass.USER)
                .setParameter("held", QuarantineEntryRow.State.HELD)
                .setParameter("after", afterId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Two numbers of ours; as parameters, their type is another in each version of Hibernate. */
    private static String of(Share share) {
        return " AND MOD(s.id, " + share.of() + ") = " + share.number();
    }

    /** What to report now. Empty: not due, or nothing to send; then the next report is due at its time (R3.1, R3.13). */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<ReportDraft> draft(long subscriptionId, Occasion occasion) {
        Instant now = clock.instant();
        SubscriptionRow row = entityManager.find(SubscriptionRow.class, subscriptionId);
        if (row == null || !row.active()) {
            return Optional.empty();
        }
        boolean due = !row.nextDueAt().isAfter(now);
        if (!due && occasion == Occasion.DUE) {
            return Optional.empty();
        }
        LocalDate date = row.time().dateOf(due ? row.nextDueAt() : now);
        int slot = due ? row.time().slotOf(row.nextDueAt()) : nextEarlySlot(row, date);
        List<String> recipients = watch.recipients(row);
        Set<VerdictName> verdicts = ReportKind.verdicts(row.kinds());
        Optional<OmissionReason> against =
                watch.reasonAgainst(row).or(() -> reported(row, date, slot) ? MOVED : Optional.empty());
        List<Long> entries = against.isEmpty() ? quarantine.unreportedIds(recipients, verdicts) : List.of();
        // A late report stands for all that were missed, so the next one is in the future. One besides moves nothing.
        Instant next = due ? row.time().nextAfter(now) : row.nextDueAt();
        if (entries.isEmpty()) {
            if (advance(row.id(), row.nextDueAt(), row.lastEntryId(), next, row.lastEntryId()) && due) {
                omissions.note(row.id(), date, slot, against.orElse(OmissionReason.NOTHING_NEW));
            }
            return Optional.empty();
        }
        // Between the two reads another run may have reported them, and new mail may have come, which the next report
        // lists.
        Set<Long> reportedNow = Set.copyOf(entries);
        List<Unreported> listed = quarantine.unreported(recipients, verdicts, DigestContent.MAX_LINES).stream()
                .filter(entry -> reportedNow.contains(entry.entryId()))
                .toList();
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReportDraft(
                row.id(),
                row.address(),
                row.receiver(),
                row.locale(),
                row.time().zone(),
                date,
                row.nextDueAt(),
                next,
                slot,
                row.lastEntryId(),
                listed.stream().map(Unreported::entry).toList(),
                entries,
                accountActivated(row.address())));
    }

    /**
     * Writes report, message, copy, queue entry and which entries were reported, and moves the subscription on: all or nothing.
     * False: somebody else did, or the subscription changed meanwhile; nothing was written.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean record(ReportDraft draft, KeptMail mail) {
        long newest = draft.entryIds().stream().mapToLong(Long::longValue).max().orElseThrow();
        if (!advance(draft.subscriptionId(), draft.due(), draft.newestBefore(), draft.nextDue(), newest)) {
            return false;
        }
        SubscriptionRow subscription = entityManager.find(SubscriptionRow.class, draft.subscriptionId());
        long message = ownMail.queue(mail, "report " + draft.date());
        ReportRow report = new ReportRow(subscription, draft, message, clock.instant());
        entityManager.persist(report);
        markReported(draft.entryIds(), report.id());
        return true;
    }

    private void markReported(List<Long> entryIds, long reportId) {
        for (int from = 0; from < entryIds.size(); from += IDS_AT_ONCE) {
            entityManager
                    .createQuery("UPDATE QuarantineEntryRow q SET q.reportId = :report WHERE q.id IN :ids")
                    .setParameter("report", reportId)
                    .setParameter("ids", entryIds.subList(from, Math.min(entryIds.size(), from + IDS_AT_ONCE)))
                    .executeUpdate();
        }
    }

    /**
     * Of two who try, one moves the subscription on: every report has another newest entry than the one before, because no entry stands
     * in two.
     */
    private boolean advance(long subscriptionId, Instant due, long newestBefore, Instant next, long newest) {
        return entityManager
                        .createQuery("UPDATE SubscriptionRow s SET s.nextDueAt = :next, s.lastEntryId = :newest"
                                + " WHERE s.id = :id AND s.nextDueAt = :due AND s.lastEntryId = :before"
                                + " AND s.active = TRUE")
                        .setParameter("next", next)
                        .setParameter("newest", newest)
                        .setParameter("id", subscriptionId)
                        .setParameter("due", due)
                        .setParameter("before", newestBefore)
                        .executeUpdate()
                == 1;
    }

    private boolean reported(SubscriptionRow row, LocalDate date, int slot) {
        return ofDate("SELECT COUNT(r)", row, date, Long.class, " AND r.slot = " + slot) > 0;
    }

    private boolean accountActivated(String address) {
        return entityManager
                        .createQuery(
                                "SELECT COUNT(a) FROM UserAccountRow a WHERE a.address = :address AND a.activatedAt IS NOT NULL",
                                Long.class)
                        .setParameter("address", address)
                        .getSingleResult()
                > 0;
    }

    /** For a report besides those of the date. */
    private int nextEarlySlot(SubscriptionRow row, LocalDate date) {
        return Math.max(
                ReportRow.FIRST_EARLY,
                ofDate("SELECT COALESCE(MAX(r.slot), " + ReportRow.FIRST + ")", row, date, Integer.class, "") + 1);
    }

    private <T> T ofDate(String select, SubscriptionRow row, LocalDate date, Class<T> type, String more) {
        return entityManager
                .createQuery(
                        select + " FROM ReportRow r WHERE r.subscriptionId = :subscription AND r.localDate = :date"
                                + more,
                        type)
                .setParameter("subscription", row.id())
                .setParameter("date", date.toString())
                .getSingleResult();
    }
}
