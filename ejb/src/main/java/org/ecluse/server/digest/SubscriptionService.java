package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
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
import org.ecluse.server.directory.RecipientDirectory;

/** Who gets which report (R3.1, R3.2, R3.10). An alias, or an address with a {@code +tag}, means the one that it stands for. */
@Stateless
public class SubscriptionService {
    /** R2.12. */
    public static final int DEFAULT_HOUR = 6;

    private static final Set<String> LOCALES = Set.of("en", "fr");
    private static final int MOST_WATCHED = 100;

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    ReportWatch watch;

    @Inject
    RecipientDirectory directory;

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
        EmailAddress address = resolved("address", request.address());
        DomainRow domain = domainOf(address)
                .filter(found -> viewer.sees(found.customerId()))
                .orElseThrow(() -> new InvalidInputException("address", "error.address.foreign"));
        viewer.mustManageQuarantine(domain.customerId());
        if (watch.watcherOf(address.key()).isPresent()) {
            throw new InvalidInputException("address", "error.subscription.watched");
        }
        SubscriptionRow row = find(address.key()).orElseGet(() -> begun(domain.customerId(), address.key()));
        RequestedReport given = new RequestedReport(request);
        row.set(given.locale(row.locale()), given.time(row.time()), clock.instant());
        request.receiver().ifPresent(receiver -> row.mailTo(receiver(receiver, row)));
        given.kinds().ifPresent(row::tell);
        row.activate(true, clock.instant());
        entityManager.persist(row);
        entityManager.flush();
        request.watched().ifPresent(addresses -> watchOnly(row, addresses));
        return shown(row);
    }

    /** Ends the report of an address; one that has none is no error. */
    public void unsubscribe(Viewer viewer, String address) {
        Optional<SubscriptionRow> found = EmailAddress.parse(address).flatMap(parsed -> find(parsed.key()));
        SubscriptionRow row =
                found.filter(each -> viewer.sees(each.customerId())).orElseThrow(NotThereException::new);
        viewer.mustManageQuarantine(row.customerId());
        row.activate(false, clock.instant());
    }

    /**
     * The recipient's own wish, proved by a signed link or by the mail that asked for it. An address that has no subscription yet
     * gets one. False: there is nothing to change.
     *
     * @param addressKey as the link or the resolved sender says
     */
    public boolean setActiveByRecipient(String addressKey, boolean active) {
        Instant now = clock.instant();
        Optional<SubscriptionRow> found = find(addressKey);
        if (found.isEmpty()) {
            return active && beginByRecipient(addressKey);
        }
        SubscriptionRow row = found.get();
        if (row.active() == active) {
            return false;
        }
        row.activate(active, now);
        row.set(row.locale(), row.time(), now);
        return true;
    }

    /**
     * The recipient's own choice of language and hour; the caller has made sure that it is the recipient's. The first one subscribes.
     *
     * @param customerId of the recipient
     */
    public Subscription setByRecipient(long customerId, SubscriptionRequest request) {
        SubscriptionRow row = find(request.address()).orElseGet(() -> begun(customerId, request.address()));
        if (watch.watcherOf(row.address()).isPresent()) {
            throw new InvalidInputException("address", "error.subscription.watched");
        }
        RequestedReport given = new RequestedReport(request);
        row.set(given.locale(row.locale()), given.time(row.time()), clock.instant());
        row.activate(true, clock.instant());
        entityManager.persist(row);
        entityManager.flush();
        return shown(row);
    }

    /** The subscription of an address key, active or not. */
    public Optional<Subscription> ofRecipient(String addressKey) {
        return find(addressKey).map(this::shown);
    }

    /** The active subscription whose report tells of an address: its own, or the one that watches it. */
    public Optional<Subscription> reporting(String addressKey) {
        return find(addressKey)
                .filter(SubscriptionRow::active)
                .or(() -> watch.watcherOf(addressKey))
                .map(this::shown);
    }

    /** The language of the service's mail to an address: its subscription's, else its customer's. */
    public String languageOf(String addressKey) {
        return find(addressKey)
                .map(SubscriptionRow::locale)
                .or(() -> watch.domainOf(addressKey)
                        .map(domain -> entityManager.find(CustomerRow.class, domain.customerId()))
                        .map(CustomerRow::locale))
                .map(SubscriptionService::language)
                .orElse("en");
    }

    /** One of the two languages, whatever a customer's locale is. */
    static String language(String locale) {
        return LOCALES.contains(locale) ? locale : "en";
    }

    private boolean beginByRecipient(String addressKey) {
        Optional<DomainRow> domain = watch.domainOf(addressKey).filter(DomainRow::active);
        if (domain.isEmpty() || watch.watcherOf(addressKey).isPresent()) {
            return false;
        }
        entityManager.persist(begun(domain.get().customerId(), addressKey));
        return true;
    }

    private SubscriptionRow begun(long customerId, String addressKey) {
        CustomerRow customer = entityManager.find(CustomerRow.class, customerId);
        ReportTime usual = new ReportTime(ZoneId.of(customer.zoneId()), DEFAULT_HOUR);
        return new SubscriptionRow(customerId, addressKey, language(customer.locale()), usual, clock.instant());
    }

    /** The owner is one of the same customer's people: a report's links deliver what was held. */
    private String receiver(String given, SubscriptionRow row) {
        if (given.isBlank()) {
            return row.address();
        }
        EmailAddress receiver = resolved("receiver", given);
        if (!belongsTo(receiver, row.customerId())) {
            throw new InvalidInputException("receiver", "error.subscription.receiver");
        }
        return receiver.key();
    }

    private void watchOnly(SubscriptionRow row, List<String> addresses) {
        if (addresses.size() > MOST_WATCHED) {
            throw new InvalidInputException("watched", "error.subscription.watch.many");
        }
        List<String> keys = addresses.stream()
                .filter(address -> !address.isBlank())
                .map(address -> watchable(address, row))
                .distinct()
                .filter(key -> !key.equals(row.address()))
                .toList();
        // What an ended subscription watched, this one takes over.
        entityManager
                .createQuery(
                        "DELETE FROM WatchedAddressRow w WHERE w.subscriptionId = :subscription OR w.address IN :keys")
                .setParameter("subscription", row.id())
                .setParameter("keys", keys.isEmpty() ? List.of("") : keys)
                .executeUpdate();
        keys.forEach(key -> entityManager.persist(new WatchedAddressRow(key, row.id(), row.customerId())));
    }

    private String watchable(String given, SubscriptionRow row) {
        EmailAddress address = resolved("watched", given);
        if (!belongsTo(address, row.customerId())) {
            throw new InvalidInputException("watched", "error.subscription.watch.foreign");
        }
        boolean ownReport = find(address.key())
                .filter(other -> other.active() && !other.id().equals(row.id()))
                .isPresent();
        boolean watchedElsewhere = watch.watcherOf(address.key())
                .filter(other -> !other.id().equals(row.id()))
                .isPresent();
        if (ownReport || watchedElsewhere) {
            throw new InvalidInputException("watched", "error.subscription.watch.taken");
        }
        return address.key();
    }

    private boolean belongsTo(EmailAddress address, long customerId) {
        return domainOf(address)
                .filter(domain -> domain.customerId() == customerId)
                .isPresent();
    }

    private EmailAddress resolved(String field, String given) {
        return EmailAddress.parse(given.strip())
                .map(directory::decidedFor)
                .orElseThrow(() -> new InvalidInputException(field, "error.address.invalid"));
    }

    private Optional<DomainRow> domainOf(EmailAddress address) {
        return watch.domainOf(address.key());
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
                row.receiver(),
                watch.watched(row.id()),
                row.kinds(),
                row.locale(),
                row.time().zone().getId(),
                row.time().hours(),
                row.active(),
                row.nextDueAt(),
                Optional.ofNullable(last));
    }
}
