package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.digest.ReportTime;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainRow;

/** Who gets the daily report (R3.1, R3.2). */
@Stateless
public class SubscriptionService {
    /** R2.12. */
    public static final int DEFAULT_HOUR = 6;

    private static final Set<String> LOCALES = Set.of("en", "fr");

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    Clock clock;

    /** Subscriptions that the viewer may see, by address. {@code addressPart} is any part of the address, case ignored. */
    public Page<Subscription> list(Viewer viewer, Optional<String> addressPart, PageRequest page) {
        String condition =
                (viewer.isPlatform() ? "" : "s.customerId = :customer AND ") + "s.address LIKE :part ESCAPE '!'";
        List<Subscription> items = scoped(
                        "SELECT s FROM SubscriptionRow s WHERE " + condition + " ORDER BY s.address",
                        SubscriptionRow.class,
                        viewer,
                        addressPart)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultStream()
                .map(this::shown)
                .toList();
        long total = scoped(
                        "SELECT COUNT(s) FROM SubscriptionRow s WHERE " + condition, Long.class, viewer, addressPart)
                .getSingleResult();
        return new Page<>(items, total);
    }

    /** Subscribes an address of one of the viewer's domains, or changes and reactivates its subscription. */
    public Subscription subscribe(Viewer viewer, SubscriptionRequest request) {
        EmailAddress address = EmailAddress.parse(request.address())
                .orElseThrow(() -> new InvalidInputException("address", "error.address.invalid"));
        DomainRow domain = domainOf(address)
                .filter(found -> viewer.sees(found.customerId()))
                .orElseThrow(() -> new InvalidInputException("address", "error.address.foreign"));
        viewer.mustManageQuarantine(domain.customerId());
        CustomerRow customer = entityManager.find(CustomerRow.class, domain.customerId());
        String locale = request.locale().orElse(customer.locale());
        if (!LOCALES.contains(locale)) {
            throw new InvalidInputException("locale", "error.locale.unknown");
        }
        return shown(save(customer.id(), address.key(), locale, time(request, customer)));
    }

    /** Ends the report of an address; one that has none is no error. */
    public void unsubscribe(Viewer viewer, String address) {
        Optional<SubscriptionRow> found = EmailAddress.parse(address).flatMap(parsed -> find(parsed.key()));
        SubscriptionRow row =
                found.filter(each -> viewer.sees(each.customerId())).orElseThrow(NotThereException::new);
        viewer.mustManageQuarantine(row.customerId());
        row.activate(false);
    }

    /** The recipient's own wish, proved by a signed link. False: there is nothing to change. */
    public boolean setActiveByRecipient(String addressKey, boolean active) {
        Optional<SubscriptionRow> row = find(addressKey).filter(found -> found.active() != active);
        row.ifPresent(found -> {
            found.activate(active);
            found.set(found.locale(), found.time(), clock.instant());
        });
        return row.isPresent();
    }

    /**
     * The recipient's own choice of language and hour; the caller has made sure that it is the recipient's. The first one subscribes.
     *
     * @param customerId of the recipient
     */
    public Subscription setByRecipient(long customerId, SubscriptionRequest request) {
        CustomerRow customer = entityManager.find(CustomerRow.class, customerId);
        String locale = request.locale().orElse(customer.locale());
        if (!LOCALES.contains(locale)) {
            throw new InvalidInputException("locale", "error.locale.unknown");
        }
        return shown(save(customerId, request.address(), locale, time(request, customer)));
    }

    /** The subscription of an address key, active or not. */
    public Optional<Subscription> ofRecipient(String addressKey) {
        return find(addressKey).map(this::shown);
    }

    /**
     * Subscribes addresses of domains with automatic subscription that have held mail but no subscription yet. Ended subscriptions
     * stay ended.
     */
    public void subscribeNewRecipients() {
        Instant now = clock.instant();
        List<Object[]> missing = entityManager
                .createQuery("""
                        SELECT DISTINCT q.recipient, d.customerId FROM QuarantineEntryRow q, CopyRow c, DomainRow d
                        WHERE q.state = org.ecluse.server.quarantine.QuarantineEntryRow.State.HELD
                          AND q.reportId IS NULL
                          AND q.quarantineClass = org.ecluse.server.quarantine.QuarantineClass.USER
                          AND c.id = q.copyId AND d.id = c.domainId AND d.autoSubscribe = TRUE AND d.active = TRUE
                          AND NOT EXISTS (SELECT s.id FROM SubscriptionRow s WHERE s.address = q.recipient)
                        ORDER BY q.recipient""", Object[].class)
                .setMaxResults(1_000)
                .getResultList();
        for (Object[] each : missing) {
            CustomerRow customer = entityManager.find(CustomerRow.class, each[1]);
            ReportTime time = new ReportTime(ZoneId.of(customer.zoneId()), DEFAULT_HOUR);
            entityManager.persist(
                    new SubscriptionRow(customer.id(), (String) each[0], language(customer.locale()), time, now));
        }
    }

    private SubscriptionRow save(long customerId, String addressKey, String locale, ReportTime time) {
        Instant now = clock.instant();
        Optional<SubscriptionRow> existing = find(addressKey);
        existing.ifPresent(row -> {
            row.set(locale, time, now);
            row.activate(true);
        });
        return existing.orElseGet(() -> {
            SubscriptionRow row = new SubscriptionRow(customerId, addressKey, locale, time, now);
            entityManager.persist(row);
            return row;
        });
    }

    private static ReportTime time(SubscriptionRequest request, CustomerRow customer) {
        int hour = request.reportHour().orElse(DEFAULT_HOUR);
        if (hour < 0 || hour > 23) {
            throw new InvalidInputException("reportHour", "error.hour.range");
        }
        try {
            return new ReportTime(ZoneId.of(request.zoneId().orElse(customer.zoneId())), hour);
        } catch (DateTimeException e) {
            throw (InvalidInputException) new InvalidInputException("zone", "error.zone.unknown").initCause(e);
        }
    }

    private Optional<DomainRow> domainOf(EmailAddress address) {
        return entityManager
                .createQuery("SELECT d FROM DomainRow d WHERE d.name = :name", DomainRow.class)
                .setParameter("name", address.domain().value())
                .getResultStream()
                .findFirst();
    }

    private Optional<SubscriptionRow> find(String addressKey) {
        return entityManager
                .createQuery("SELECT s FROM SubscriptionRow s WHERE s.address = :address", SubscriptionRow.class)
                .setParameter("address", addressKey)
                .getResultStream()
                .findFirst();
    }

    private <T> TypedQuery<T> scoped(String query, Class<T> type, Viewer viewer, Optional<String> addressPart) {
        String part = addressPart.orElse("").toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
        TypedQuery<T> typed = entityManager.createQuery(query, type).setParameter("part", "%" + part + "%");
        viewer.customerId().ifPresent(customer -> typed.setParameter("customer", customer));
        return typed;
    }

    private Subscription shown(SubscriptionRow row) {
        Instant last = entityManager
                .createQuery(
                        "SELECT MAX(r.createdAt) FROM ReportRow r WHERE r.subscriptionId = :subscription",
                        Instant.class)
                .setParameter("subscription", row.id())
                .getSingleResult();
        return new Subscription(
                row.id(),
                row.customerId(),
                row.address(),
                row.locale(),
                row.time().zone().getId(),
                row.time().hour(),
                row.active(),
                row.nextDueAt(),
                Optional.ofNullable(last));
    }

    private static String language(String locale) {
        return LOCALES.contains(locale) ? locale : "en";
    }
}
