package org.ecluse.server.reports;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/** What others report about a customer's domains, for people and programmes, and the address to which they report (R1.11). */
@Stateless
public class ReceivedReportService {
    /** What is shown if nobody asks for other days. */
    public static final int USUAL_DAYS = 30;

    private static final int MOST_DAYS = 400;
    private static final String OF_DOMAIN =
            " FROM received_source s WHERE s.customer_id = :customer AND s.domain = :domain"
                    + " AND s.kind = :kind AND s.day_utc BETWEEN :from AND :to";

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private DomainRows domains;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Days in UTC, both included. */
    public record Days(LocalDate from, LocalDate to) {
        /** @throws InvalidInputException the end is before the begin, or it is more than a year */
        public Days {
            if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
                throw new InvalidInputException("from", "error.reports.days");
            }
        }
    }

    /** The last days, what is not given filled in. */
    public Days days(Optional<LocalDate> from, Optional<LocalDate> to) {
        LocalDate last =
                to.orElseGet(() -> clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
        return new Days(from.orElseGet(() -> last.minusDays(USUAL_DAYS)), last);
    }

    /** Where reports about the domain are expected, if anywhere. */
    public Optional<String> address(Viewer viewer, String domain) {
        return Optional.ofNullable(rows.find(
                        ReportAddressRow.class, domains.seen(viewer, domain).id()))
                .map(ReportAddressRow::address);
    }

    /**
     * Mail to this address is read as reports from now on; it is filtered and delivered as before.
     *
     * @param address of one of the customer's domains; empty: no mail is read any more
     */
    public Optional<String> expectAt(Viewer viewer, String domain, Optional<String> address) {
        DomainRow row = domains.administered(viewer, domain);
        Optional<String> key = address.filter(written -> !written.isBlank()).map(written -> checked(row, written));
        ReportAddressRow known = rows.find(ReportAddressRow.class, row.id());
        if (key.isPresent() && known == null) {
            rows.persist(new ReportAddressRow(row.id(), row.customerId(), key.get()));
        } else if (key.isPresent()) {
            known.moveTo(key.get());
        } else if (known != null) {
            rows.remove(known);
        }
        audit.record(
                viewer, row.customerId(), AuditAction.DOMAIN_CHANGED, row.name(), "reports at " + key.orElse("none"));
        return key;
    }

    /** Reports that came, newest first; those that could not be read among them. */
    public Page<ReceivedReport> reports(Viewer viewer, String domain, PageRequest page) {
        DomainRow row = domains.seen(viewer, domain);
        String from = " FROM received_report r WHERE r.customer_id = :customer AND r.domain = :domain";
        Query found = of(
                row,
                "SELECT r.id, r.kind, r.about, r.organization, r.sender, r.proven, r.begin_at, r.end_at, r.received_at,"
                        + " r.passed, r.failed, r.fault, r.detail" + from + " ORDER BY r.received_at DESC, r.id DESC");
        return page(found, of(row, "SELECT COUNT(*)" + from), page, ReceivedReportService::report);
    }

    /** Who wrote in the domain's name, as others saw it: the newest day first, on it those with the most failures. */
    public Page<ReportedSource> sources(Viewer viewer, String domain, Days days, PageRequest page) {
        DomainRow row = domains.seen(viewer, domain);
        String group = OF_DOMAIN + " GROUP BY s.day_utc, s.source_ip";
        Query found = between(
                row,
                "DMARC",
                days,
                "SELECT s.day_utc, s.source_ip, SUM(CASE WHEN s.dkim OR s.spf THEN s.messages ELSE 0 END),"
                        + " SUM(CASE WHEN s.dkim OR s.spf THEN 0 ELSE s.messages END) AS failed,"
                        + " SUM(CASE WHEN NOT (s.dkim OR s.spf) AND s.result IN ('quarantine', 'reject')"
                        + " THEN s.messages ELSE 0 END)"
                        + group + " ORDER BY s.day_utc DESC, failed DESC, s.source_ip");
        Query count =
                between(row, "DMARC", days, "SELECT COUNT(*) FROM (SELECT s.day_utc, s.source_ip" + group + ") g");
        return page(
                found,
                count,
                page,
                line -> new ReportedSource(
                        LocalDate.parse((String) line[0]),
                        (String) line[1],
                        number(line[2]),
                        number(line[3]),
                        number(line[4])));
    }

    /** TLS sessions that failed, as others saw it: the newest day first, on it the most frequent. */
    public Page<ReportedTlsFailure> tlsFailures(Viewer viewer, String domain, Days days, PageRequest page) {
        DomainRow row = domains.seen(viewer, domain);
        String group = OF_DOMAIN + " GROUP BY s.day_utc, s.result, s.name, s.source_ip";
        Query found = between(
                row,
                "TLS",
                days,
                "SELECT s.day_utc, s.result, s.name, s.source_ip, SUM(s.messages) AS sessions" + group
                        + " ORDER BY s.day_utc DESC, sessions DESC, s.result, s.name, s.source_ip");
        Query count = between(
                row,
                "TLS",
                days,
                "SELECT COUNT(*) FROM (SELECT s.day_utc, s.result, s.name, s.source_ip" + group + ") g");
        return page(
                found,
                count,
                page,
                line -> new ReportedTlsFailure(
                        LocalDate.parse((String) line[0]),
                        (String) line[1],
                        (String) line[2],
                        (String) line[3],
                        number(line[4])));
    }

    private String checked(DomainRow row, String written) {
        return EmailAddress.parse(written.strip())
                .filter(address -> domains.find(address.domain().value())
                        .filter(found -> found.customerId() == row.customerId())
                        .isPresent())
                .orElseThrow(() -> new InvalidInputException("address", "error.reports.address"))
                .key();
    }

    private Query of(DomainRow row, String sql) {
        return rows.createNativeQuery(sql)
                .setParameter("customer", row.customerId())
                .setParameter("domain", row.name());
    }

    private Query between(DomainRow row, String kind, Days days, String sql) {
        return of(row, sql)
                .setParameter("kind", kind)
                .setParameter("from", days.from().toString())
                .setParameter("to", days.to().toString());
    }

    @SuppressWarnings("unchecked")
    private static <T> Page<T> page(Query found, Query count, PageRequest page, Function<Object[], T> line) {
        List<Object[]> lines =
                found.setFirstResult(page.offset()).setMaxResults(page.limit()).getResultList();
        return new Page<>(lines.stream().map(line).toList(), number(count.getSingleResult()));
    }

    private static ReceivedReport report(Object... row) {
        return new ReceivedReport(
                number(row[0]),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (Boolean) row[5],
                instant(row[6]),
                instant(row[7]),
                instant(row[8]),
                number(row[9]),
                number(row[10]),
                (String) row[11],
                (String) row[12]);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** The two databases give different types. */
    private static Instant instant(Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
    }
}
