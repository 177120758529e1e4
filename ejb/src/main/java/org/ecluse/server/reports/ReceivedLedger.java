package org.ecluse.server.reports;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.reports.ReportFault;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.rows.Bounded;

/** Writes what received reports told, once each, for the customer whose report address they came to. Bounded a customer and day. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ReceivedLedger {
    /** Of a customer in a day: anybody may write to the address. */
    static final int MOST_REPORTS = 1_000;

    /** Of these, those whose sender is not proven: they must not keep the others out. */
    static final int MOST_UNPROVEN = 500;

    private static final Duration OLDEST = Duration.ofDays(60);
    private static final Duration LONGEST = Duration.ofDays(40);
    private static final Duration CLOCKS_APART = Duration.ofDays(2);

    private static final String REPORT = """
            INSERT INTO received_report (id, customer_id, domain, about, kind, organization, sender, proven, report_id,
              begin_at, end_at, received_at, passed, failed, fault, detail)
            VALUES (:id, :customer, :domain, :about, :kind, :organization, :sender, :proven, :report,
              :begin, :end, :received, :passed, :failed, :fault, :detail)
            ON CONFLICT DO NOTHING""";

    private static final String SOURCE = """
            INSERT INTO received_source (id, report_id, customer_id, domain, kind, day_utc, source_ip, name, result,
              dkim, spf, messages)
            VALUES (NEXTVAL('report_seq'), :report, :customer, :domain, :kind, :day, :ip, :name, :result,
              :dkim, :spf, :messages)""";

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    /**
     * The mail that brought a report.
     *
     * @param from its From field, undecoded
     * @param proven it passed DMARC
     */
    record Brought(MessageId id, String address, String from, boolean proven, Instant receivedAt) {}

    private record Owner(long customerId, String domain) {}

    /** Writes the reports and ends the waiting. */
    public void record(Brought brought, List<ToldReport> told) {
        Optional<Owner> found = owner(brought);
        for (ToldReport each : found.isEmpty() ? List.<ToldReport>of() : told) {
            write(brought, found.get(), each);
        }
        nothing(brought.id());
    }

    /** Writes why the mail could not be read and ends the waiting. */
    public void unread(Brought brought, ReportFault fault, String detail) {
        owner(brought).ifPresent(owner -> unread(brought, owner, fault, detail));
        nothing(brought.id());
    }

    /** Ends the waiting. */
    public void nothing(MessageId id) {
        entityManager
                .createNativeQuery("DELETE FROM report_waiting WHERE message_id = :id")
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /** Forgets what was received before {@code before}, some at a time. 0: none is left. */
    @SuppressWarnings("unchecked")
    public int forget(Instant before, int limit) {
        List<Number> ids = entityManager
                .createNativeQuery("SELECT r.id FROM received_report r WHERE r.received_at < :before ORDER BY r.id")
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
        if (!ids.isEmpty()) {
            List<Long> all = ids.stream().map(Number::longValue).toList();
            entityManager
                    .createNativeQuery("DELETE FROM received_source WHERE report_id IN (:ids)")
                    .setParameter("ids", all)
                    .executeUpdate();
            entityManager
                    .createNativeQuery("DELETE FROM received_report WHERE id IN (:ids)")
                    .setParameter("ids", all)
                    .executeUpdate();
        }
        return ids.size();
    }

    private void write(Brought brought, Owner owner, ToldReport told) {
        Optional<String> ours = ours(owner, told.about());
        if (ours.isEmpty()) {
            unread(brought, owner, ReportFault.FOREIGN_DOMAIN, told.about());
            return;
        }
        boolean possible = told.begin().isAfter(brought.receivedAt().minus(OLDEST))
                && told.end().isBefore(brought.receivedAt().plus(CLOCKS_APART))
                && !told.end().isBefore(told.begin())
                && Duration.between(told.begin(), told.end()).compareTo(LONGEST) <= 0;
        if (!possible) {
            unread(brought, owner, ReportFault.BAD_TIME, told.begin() + " to " + told.end());
            return;
        }
        Owner of = new Owner(owner.customerId(), ours.get());
        report(brought, of, told.kind().name(), told, "", "")
                .ifPresent(id -> told.sources()
                        .forEach(source -> entityManager
                                .createNativeQuery(SOURCE)
                                .setParameter("report", id)
                                .setParameter("customer", of.customerId())
                                .setParameter("domain", of.domain())
                                .setParameter("kind", told.kind().name())
                                .setParameter(
                                        "day",
                                        told.begin()
                                                .atZone(ZoneOffset.UTC)
                                                .toLocalDate()
                                                .toString())
                                .setParameter("ip", source.sourceIp())
                                .setParameter("name", Bounded.text(source.name(), 255))
                                .setParameter("result", source.result())
                                .setParameter("dkim", source.dkim())
                                .setParameter("spf", source.spf())
                                .setParameter("messages", source.messages())
                                .executeUpdate()));
    }

    private void unread(Brought brought, Owner owner, ReportFault fault, String detail) {
        ToldReport nothing = new ToldReport(
                ToldReport.Kind.DMARC,
                "",
                brought.id().value(),
                brought.receivedAt(),
                brought.receivedAt(),
                "",
                0,
                0,
                List.of());
        report(brought, owner, "UNREAD", nothing, fault.name(), detail);
    }

    /** The id of the row that was written; empty: the same report was there before, or too many came. */
    private Optional<Long> report(
            Brought brought, Owner owner, String kind, ToldReport told, String fault, String detail) {
        if (today(owner, brought.receivedAt()) >= (brought.proven() ? MOST_REPORTS : MOST_UNPROVEN)) {
            ServerLog.LOG.reportsTooMany(brought.id().value());
            return Optional.empty();
        }
        long id = ((Number) entityManager
                        .createNativeQuery("SELECT NEXTVAL('report_seq')")
                        .getSingleResult())
                .longValue();
        int written = entityManager
                .createNativeQuery(REPORT)
                .setParameter("id", id)
                .setParameter("customer", owner.customerId())
                .setParameter("domain", owner.domain())
                .setParameter("about", Bounded.text(told.about(), 255))
                .setParameter("kind", kind)
                .setParameter("organization", Bounded.text(told.organization(), 200))
                .setParameter("sender", Bounded.text(brought.from(), 320))
                .setParameter("proven", brought.proven())
                .setParameter("report", identity(brought, told))
                .setParameter("begin", told.begin())
                .setParameter("end", told.end())
                .setParameter("received", brought.receivedAt())
                .setParameter("passed", told.passed())
                .setParameter("failed", told.failed())
                .setParameter("fault", fault)
                .setParameter("detail", Bounded.text(detail, 300))
                .executeUpdate();
        return written == 1 ? Optional.of(id) : Optional.empty();
    }

    /** The same if a report comes twice from one sender; a forged one that came before does not take the place of a true one. */
    private static String identity(Brought brought, ToldReport told) {
        return digest(String.join(
                "\n",
                Boolean.toString(brought.proven()),
                brought.from(),
                told.organization(),
                told.reportId(),
                told.begin().toString()));
    }

    private long today(Owner owner, Instant now) {
        return ((Number) entityManager
                        .createNativeQuery("SELECT COUNT(*) FROM received_report r"
                                + " WHERE r.customer_id = :customer AND r.received_at > :since")
                        .setParameter("customer", owner.customerId())
                        .setParameter("since", now.minus(Duration.ofDays(1)))
                        .getSingleResult())
                .longValue();
    }

    @SuppressWarnings("unchecked")
    private Optional<Owner> owner(Brought brought) {
        List<Object[]> found = entityManager
                .createNativeQuery(
                        "SELECT a.customer_id, d.name FROM report_address a JOIN domain d ON d.id = a.domain_id"
                                + " WHERE a.address = :address AND d.deleted_at IS NULL ORDER BY d.name")
                .setParameter("address", brought.address())
                .getResultList();
        return found.stream().findFirst().map(row -> new Owner(((Number) row[0]).longValue(), (String) row[1]));
    }

    /** The customer's domain under which {@code about} is shown: itself, the next above it, or one of the same registrant. */
    @SuppressWarnings("unchecked")
    private Optional<String> ours(Owner owner, String about) {
        List<String> domains = entityManager
                .createNativeQuery(
                        "SELECT d.name FROM domain d WHERE d.customer_id = :customer AND d.deleted_at IS NULL"
                                + " ORDER BY LENGTH(d.name) DESC, d.name")
                .setParameter("customer", owner.customerId())
                .getResultList();
        return domains.stream()
                .filter(name -> about.equals(name) || about.endsWith("." + name))
                .findFirst()
                .or(() -> Optional.of(owner.domain()).filter(name -> RegistrableDomain.aligned(name, about)));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
