package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.digest.ReportAnswer;
import org.ecluse.digest.ReportReason;
import org.ecluse.digest.ReportReason.Why;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.digest.ReportMails.Made;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.RecipientDirectory;

/** Answers "why did I get no report?" for an address and a day, from what was recorded then (R3.14). */
@Stateless
public class ReportInquiry {
    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    ReportWatch watch;

    @Inject
    ReportOmissions omissions;

    @Inject
    ReportMails mails;

    @Inject
    RecipientDirectory directory;

    @Inject
    Clock clock;

    /**
     * For console and API.
     *
     * @param day of the subscriber; empty: today
     * @throws InvalidInputException no address, or of no domain that the viewer sees
     */
    public ReportAnswer explain(Viewer viewer, String address, Optional<LocalDate> day) {
        EmailAddress asked = EmailAddress.parse(address.strip())
                .map(directory::decidedFor)
                .orElseThrow(() -> new InvalidInputException("address", "error.address.invalid"));
        DomainRow domain = watch.domainOf(asked.key())
                .filter(found -> viewer.sees(found.customerId()))
                .orElseThrow(() -> new InvalidInputException("address", "error.address.foreign"));
        return answer(asked, domain, day);
    }

    /** For the user of an account; the caller has made sure that it is this user's. */
    public ReportAnswer ofRecipient(EmailAddress address, Optional<LocalDate> day) {
        DomainRow domain = watch.domainOf(address.key())
                .orElseThrow(() -> new InvalidInputException("address", "error.address.foreign"));
        return answer(address, domain, day);
    }

    private ReportAnswer answer(EmailAddress asked, DomainRow domain, Optional<LocalDate> day) {
        String address = directory.decidedFor(asked).key();
        Optional<SubscriptionRow> own = rows.createQuery(
                        "SELECT s FROM SubscriptionRow s WHERE s.address = :address", SubscriptionRow.class)
                .setParameter("address", address)
                .getResultStream()
                .findFirst();
        Optional<SubscriptionRow> subscription = own.filter(SubscriptionRow::active)
                .or(() -> watch.watcherOf(address))
                .or(() -> own);
        ZoneId zone = subscription
                .map(row -> row.time().zone())
                .orElseGet(() -> ZoneId.of(
                        rows.find(CustomerRow.class, domain.customerId()).zoneId()));
        LocalDate date = day.orElseGet(() -> clock.instant().atZone(zone).toLocalDate());
        return new ReportAnswer(
                address,
                subscription.map(SubscriptionRow::address).orElse(address),
                subscription.map(SubscriptionRow::receiver).orElse(address),
                date,
                zone,
                subscription.map(row -> reasons(row, date)).orElseGet(() -> List.of(unsubscribed(domain))));
    }

    private static ReportReason unsubscribed(DomainRow domain) {
        return ReportReason.of(domain.autoSubscribe() && domain.active() ? Why.NOT_SUBSCRIBED_YET : Why.NOT_SUBSCRIBED);
    }

    private List<ReportReason> reasons(SubscriptionRow row, LocalDate date) {
        List<Instant> slots = row.time().slots(date);
        List<Made> made = mails.of(row.id(), date);
        List<OmissionRow> omitted = omissions.of(row.id(), date);
        List<ReportReason> reasons = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            int number = slot;
            Instant due = slots.get(slot);
            Optional<Made> report =
                    made.stream().filter(each -> each.report().slot() == number).findFirst();
            Optional<OmissionRow> omission =
                    omitted.stream().filter(each -> each.slot() == number).findFirst();
            reasons.add(report.map(sent -> sent(Why.SENT, Optional.of(due), sent))
                    .or(() -> omission.map(found -> omitted(found, due)))
                    .orElseGet(() -> unrecorded(row, date, due)));
        }
        // Those of hours that are no longer set, and those that were asked for.
        made.stream()
                .filter(each -> each.report().slot() >= slots.size())
                .map(each -> sent(each.report().early() ? Why.SENT_EARLY : Why.SENT, Optional.empty(), each))
                .forEach(reasons::add);
        return reasons.isEmpty() ? List.of(ReportReason.of(Why.NO_RECORD)) : reasons;
    }

    private static ReportReason sent(Why why, Optional<Instant> due, Made made) {
        return new ReportReason(
                why,
                due.or(() -> Optional.of(made.report().createdAt())),
                Optional.of(made.report().createdAt()),
                made.mail());
    }

    private static ReportReason omitted(OmissionRow omission, Instant due) {
        return ReportReason.of(Why.valueOf(omission.reason().name()), Optional.of(due), omission.happenedAt());
    }

    private ReportReason unrecorded(SubscriptionRow row, LocalDate date, Instant due) {
        Instant now = clock.instant();
        if (!row.active() && !row.changedAt().isAfter(due)) {
            return ReportReason.of(Why.ENDED, Optional.of(due), row.changedAt());
        }
        if (due.isAfter(now)) {
            return watch.reasonAgainst(row)
                    .map(against -> ReportReason.of(Why.valueOf(against.name()), Optional.of(due), now))
                    .orElseGet(() ->
                            ReportReason.of(row.active() ? Why.NOT_YET : Why.ENDED, Optional.of(due), row.changedAt()));
        }
        if (row.active() && row.changedAt().isAfter(due)) {
            return ReportReason.of(Why.SUBSCRIBED_LATER, Optional.of(due), row.changedAt());
        }
        if (row.active() && !row.nextDueAt().isAfter(due)) {
            return late(due);
        }
        return mails.standingFor(row.id(), date, due)
                .map(made -> sent(Why.CAUGHT_UP, Optional.of(due), made))
                .or(() -> omissions.standingFor(row.id(), date, due).map(found -> omitted(found, due)))
                .orElseGet(() -> ReportReason.of(
                        due.isBefore(now.minus(ReportOmissions.KEPT)) ? Why.TOO_OLD : Why.NO_RECORD, due));
    }

    /** What the job is doing about it. */
    private ReportReason late(Instant due) {
        Stream<Object[]> runs = rows.createQuery(
                        "SELECT r.state, r.startedAt FROM JobRunRow r WHERE r.name = 'quarantine-report' ORDER BY r.id DESC",
                        Object[].class)
                .setMaxResults(1)
                .getResultStream();
        return runs.findFirst()
                .map(run -> switch (run[0].toString()) {
                    case "RUNNING" -> ReportReason.of(Why.LATE_RUNNING, Optional.of(due), (Instant) run[1]);
                    case "FAILED" -> ReportReason.of(Why.LATE_JOB_FAILED, Optional.of(due), (Instant) run[1]);
                    default -> ReportReason.of(Why.LATE, due);
                })
                .orElseGet(() -> ReportReason.of(Why.LATE, due));
    }
}
