package org.ecluse.server.reports;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.filter.reports.AggregateReport;
import org.ecluse.filter.reports.Observation;
import org.ecluse.mail.MessageId;
import org.ecluse.server.ownmail.KeptMail;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.store.StoredEnvelope;

/** Rows of what is collected for the owners of domains, and whether they were told. Bounded in domains a day and rows a domain. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DmarcLedger {
    /** Of a day: strangers choose the domains they write from. */
    static final int MOST_DOMAINS = 5_000;

    /** Of a domain and day. */
    static final int MOST_SOURCES = 1_000;

    /** Reports of yesterday go out in the night, UTC. */
    static final Duration AFTER_MIDNIGHT = Duration.ofHours(1);

    private static final Duration RETRY = Duration.ofHours(2);
    private static final Duration KEPT = Duration.ofDays(8);

    private static final String NEW_DAY = """
            INSERT INTO dmarc_day (id, day_utc, domain, report_uris, requested, subdomains, absent_subdomains, testing,
              strict_dkim, strict_spf, sources, left_out, state, tries, due_at)
            SELECT NEXTVAL('report_seq'), :day, :domain, :uris, :requested, :subdomains, :absent, :testing,
              :dkim, :spf, 0, 0, 'COLLECTED', 0, CAST(:due AS TIMESTAMP(6) WITH TIME ZONE)
            WHERE (SELECT COUNT(*) FROM dmarc_day d WHERE d.day_utc = :day) < :most
            ON CONFLICT DO NOTHING""";

    private static final String MORE = "UPDATE dmarc_source SET messages = messages + :messages"
            + " WHERE day_id = :day AND fingerprint = :fingerprint";

    private static final String ROOM = "UPDATE dmarc_day SET sources = sources + 1 WHERE id = :day AND sources < :most";

    private static final String NEW_SOURCE = """
            INSERT INTO dmarc_source (id, day_id, fingerprint, source_ip, applied, reasons, dkim_aligned, spf_aligned,
              header_from, envelope_from, dkim, spf, messages)
            VALUES (NEXTVAL('report_seq'), :day, :fingerprint, :ip, :applied, :reasons, :dkimAligned, :spfAligned,
              :from, :envelope, :dkim, :spf, :messages)
            ON CONFLICT DO NOTHING""";

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    OwnMailRecorder ownMail;

    @Inject
    Clock clock;

    /** Adds to a domain's day. What has no room is counted in the day alone; a day that has none is not kept. */
    public void add(LocalDate day, PublishedPolicy policy, Map<Observation, Long> messages, long leftOut) {
        Optional<Long> found = day(day, policy);
        if (found.isEmpty()) {
            return;
        }
        long id = found.get();
        // The day is locked first: two nodes that add to it go one after the other, whatever the order of their
        // sources.
        if (!leaveOut(id, leftOut)) {
            return;
        }
        long beyond = 0;
        for (Map.Entry<Observation, Long> each : messages.entrySet()) {
            beyond += addSource(id, SourceColumns.of(each.getKey()), each.getValue()) ? 0 : each.getValue();
        }
        leaveOut(id, beyond);
    }

    /** False: the day was told meanwhile. */
    private boolean leaveOut(long dayId, long messages) {
        return entityManager
                        .createNativeQuery("UPDATE dmarc_day SET left_out = left_out + :more"
                                + " WHERE id = :id AND state = 'COLLECTED'")
                        .setParameter("more", messages)
                        .setParameter("id", dayId)
                        .executeUpdate()
                == 1;
    }

    /** Ids above {@code afterId}, in order, of days whose report is due. */
    @SuppressWarnings("unchecked")
    public List<Long> due(Instant now, long afterId, int limit) {
        List<Number> ids = entityManager
                .createNativeQuery("SELECT d.id FROM dmarc_day d WHERE d.state = 'COLLECTED' AND d.due_at <= :now"
                        + " AND d.id > :after ORDER BY d.id")
                .setParameter("now", now)
                .setParameter("after", afterId)
                .setMaxResults(limit)
                .getResultList();
        return ids.stream().map(Number::longValue).toList();
    }

    /** What to tell now; empty: it is not due, or was told. */
    @SuppressWarnings("unchecked")
    public Optional<DmarcDraft> draft(long dayId) {
        List<Object[]> days = entityManager
                .createNativeQuery("SELECT d.day_utc, d.domain, d.report_uris, d.requested, d.subdomains,"
                        + " d.absent_subdomains, d.testing, d.strict_dkim, d.strict_spf, d.left_out, d.tries"
                        + " FROM dmarc_day d WHERE d.id = :id AND d.state = 'COLLECTED' AND d.due_at <= :now")
                .setParameter("id", dayId)
                .setParameter("now", clock.instant())
                .getResultList();
        return days.stream().findFirst().map(row -> draft(dayId, row));
    }

    /**
     * Queues the report and ends the day: all or nothing. False: somebody else did; nothing was written.
     *
     * @param from and {@code subject} of the mail
     */
    public boolean queue(
            long dayId, MessageId id, StoredEnvelope envelope, String from, String subject, long sizeBytes) {
        boolean mine = end(dayId, "QUEUED");
        if (mine) {
            ownMail.queue(new KeptMail(id, envelope, from, subject, sizeBytes), "");
        }
        return mine;
    }

    /** Nobody may or can be told: no destination agreed, or the report is too large for each. */
    public void close(long dayId, boolean tooLarge) {
        end(dayId, tooLarge ? "TOO_LARGE" : "REFUSED");
    }

    /** The DNS said nothing: it is asked again later, or never when that was tried often enough. */
    public void later(DmarcDraft draft, int mostTries) {
        if (draft.tries() + 1 >= mostTries) {
            end(draft.dayId(), "GIVEN_UP");
            return;
        }
        entityManager
                .createNativeQuery("UPDATE dmarc_day SET tries = tries + 1, due_at = :due"
                        + " WHERE id = :id AND state = 'COLLECTED'")
                .setParameter("due", clock.instant().plus(RETRY))
                .setParameter("id", draft.dayId())
                .executeUpdate();
    }

    /** Forgets days that are over for long, told or not, some at a time. 0: none is left. */
    @SuppressWarnings("unchecked")
    public int forget(Instant now, int limit) {
        List<Number> old = entityManager
                .createNativeQuery("SELECT d.id FROM dmarc_day d WHERE d.day_utc < :before ORDER BY d.id")
                .setParameter(
                        "before",
                        now.minus(KEPT).atZone(ZoneOffset.UTC).toLocalDate().toString())
                .setMaxResults(limit)
                .getResultList();
        if (!old.isEmpty()) {
            List<Long> ids = old.stream().map(Number::longValue).toList();
            entityManager
                    .createNativeQuery("DELETE FROM dmarc_source WHERE day_id IN (:ids)")
                    .setParameter("ids", ids)
                    .executeUpdate();
            entityManager
                    .createNativeQuery("DELETE FROM dmarc_day WHERE id IN (:ids)")
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
        return old.size();
    }

    private Optional<Long> day(LocalDate day, PublishedPolicy policy) {
        Optional<Long> known = find(day, policy.domain());
        if (known.isPresent()) {
            return known;
        }
        entityManager
                .createNativeQuery(NEW_DAY)
                .setParameter("day", day.toString())
                .setParameter("domain", policy.domain())
                .setParameter("uris", policy.reportUris())
                .setParameter("requested", policy.policy().name())
                .setParameter("subdomains", policy.subdomains().map(Enum::name).orElse(""))
                .setParameter(
                        "absent", policy.absentSubdomains().map(Enum::name).orElse(""))
                .setParameter("testing", policy.testing())
                .setParameter("dkim", policy.strictDkim())
                .setParameter("spf", policy.strictSpf())
                .setParameter(
                        "due",
                        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(AFTER_MIDNIGHT))
                .setParameter("most", MOST_DOMAINS)
                .executeUpdate();
        return find(day, policy.domain());
    }

    @SuppressWarnings("unchecked")
    private Optional<Long> find(LocalDate day, String domain) {
        List<Number> ids = entityManager
                .createNativeQuery("SELECT d.id FROM dmarc_day d WHERE d.day_utc = :day AND d.domain = :domain"
                        + " AND d.state = 'COLLECTED'")
                .setParameter("day", day.toString())
                .setParameter("domain", domain)
                .getResultList();
        return ids.stream().findFirst().map(Number::longValue);
    }

    private boolean addSource(long dayId, SourceColumns source, long messages) {
        if (more(dayId, source, messages)) {
            return true;
        }
        boolean room = entityManager
                        .createNativeQuery(ROOM)
                        .setParameter("day", dayId)
                        .setParameter("most", MOST_SOURCES)
                        .executeUpdate()
                == 1;
        if (!room) {
            return false;
        }
        Query insert = entityManager.createNativeQuery(NEW_SOURCE);
        source.bind(insert);
        boolean inserted = insert.setParameter("day", dayId)
                        .setParameter("messages", messages)
                        .executeUpdate()
                == 1;
        // Another node was faster with the same source: its row takes ours.
        return inserted || more(dayId, source, messages);
    }

    private boolean more(long dayId, SourceColumns source, long messages) {
        return entityManager
                        .createNativeQuery(MORE)
                        .setParameter("messages", messages)
                        .setParameter("day", dayId)
                        .setParameter("fingerprint", source.fingerprint())
                        .executeUpdate()
                == 1;
    }

    private boolean end(long dayId, String state) {
        return entityManager
                        .createNativeQuery("UPDATE dmarc_day SET state = :state WHERE id = :id AND state = 'COLLECTED'")
                        .setParameter("state", state)
                        .setParameter("id", dayId)
                        .executeUpdate()
                == 1;
    }

    @SuppressWarnings("unchecked")
    private DmarcDraft draft(long dayId, Object... day) {
        List<Object[]> sources = entityManager
                .createNativeQuery("SELECT s.source_ip, s.applied, s.reasons, s.dkim_aligned, s.spf_aligned,"
                        + " s.header_from, s.envelope_from, s.dkim, s.spf, s.messages"
                        + " FROM dmarc_source s WHERE s.day_id = :day ORDER BY s.messages DESC, s.id")
                .setParameter("day", dayId)
                .getResultList();
        PublishedPolicy policy = new PublishedPolicy(
                (String) day[1],
                Request.valueOf((String) day[3]),
                request((String) day[4]),
                request((String) day[5]),
                (Boolean) day[6],
                (Boolean) day[7],
                (Boolean) day[8],
                (String) day[2]);
        return new DmarcDraft(
                dayId,
                LocalDate.parse((String) day[0]),
                policy,
                sources.stream()
                        .map(row ->
                                new AggregateReport.Row(SourceColumns.observation(row), ((Number) row[9]).longValue()))
                        .toList(),
                ((Number) day[9]).longValue(),
                ((Number) day[10]).intValue());
    }

    private static Optional<Request> request(String stored) {
        return stored.isEmpty() ? Optional.empty() : Optional.of(Request.valueOf(stored));
    }
}
