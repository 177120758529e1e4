package org.ecluse.server.directory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/** Customers, domains and destination servers for people and programmes. */
@Stateless
public class DirectoryService {
    private static final int NAME_LIMIT = 200;
    private static final int DESTINATIONS_MOST = 20;

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private DomainRows domains;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** All customers the viewer sees, by name. */
    public List<Customer> customers(Viewer viewer) {
        return rows
                .createQuery(
                        "select c from CustomerRow c where :all = true or c.id = :own order by lower(c.name), c.id",
                        CustomerRow.class)
                .setParameter("all", viewer.isPlatform())
                .setParameter("own", viewer.customerId().orElse(-1L))
                .getResultList()
                .stream()
                .map(this::customer)
                .toList();
    }

    public Customer customer(Viewer viewer, long id) {
        viewer.mustSee(id);
        return customer(domains.customer(id));
    }

    /** Opens a customer's account; only the platform may. */
    public Customer createCustomer(Viewer viewer, String name, String locale, String zone) {
        if (!viewer.isPlatform()) {
            throw new DeniedException();
        }
        CustomerRow row = new CustomerRow(checkedName(name), checkedLocale(locale), checkedZone(zone), clock.instant());
        rows.persist(row);
        audit.record(viewer, row.id(), AuditAction.CUSTOMER_CREATED, row.name(), "");
        return customer(row);
    }

    public Customer changeCustomer(Viewer viewer, long id, String name, String locale, String zone) {
        viewer.mustAdminister(id);
        CustomerRow row = domains.customer(id);
        row.rename(checkedName(name));
        row.speak(checkedLocale(locale));
        row.moveTo(checkedZone(zone));
        domains.configurationChanged(id);
        audit.record(viewer, id, AuditAction.CUSTOMER_CHANGED, row.name(), "");
        return customer(row);
    }

    /** All domains the viewer sees, by name. */
    public List<Domain> domains(Viewer viewer) {
        return rows
                .createQuery(
                        "select d from DomainRow d where d.deletedAt is null and (:all = true or d.customerId = :own)"
                                + " order by d.name",
                        DomainRow.class)
                .setParameter("all", viewer.isPlatform())
                .setParameter("own", viewer.customerId().orElse(-1L))
                .getResultList()
                .stream()
                .map(this::domain)
                .toList();
    }

    public Domain domain(Viewer viewer, String name) {
        return domain(domains.seen(viewer, name));
    }

    /** Adds a domain with its destination servers. */
    public Domain createDomain(
            Viewer viewer, long customerId, String name, DomainRules rules, List<Destination> destinations) {
        viewer.mustAdminister(customerId);
        domains.customer(customerId);
        String key = DomainName.parse(name.strip())
                .filter(domain -> domain.value().contains("."))
                .orElseThrow(() -> new InvalidInputException("name", "error.domain.name"))
                .value();
        if (domains.isTaken(key)) {
            throw new InvalidInputException("name", "error.domain.taken");
        }
        DomainRow row = new DomainRow(
                customerId,
                key,
                rules.recipientCheck(),
                rules.unknownRecipients(),
                checkedCatchAll(rules, key),
                rules.autoSubscribe(),
                rules.active(),
                clock.instant());
        rows.persist(row);
        replaceDestinations(row, destinations);
        domains.configurationChanged(customerId);
        audit.record(viewer, customerId, AuditAction.DOMAIN_CREATED, key, rules.toString());
        return domain(row);
    }

    /** @param destinations empty: they stay as they are */
    public Domain changeDomain(
            Viewer viewer, String name, DomainRules rules, Optional<List<Destination>> destinations) {
        DomainRow row = domains.administered(viewer, name);
        row.catchAllTo(checkedCatchAll(rules, row.name()));
        row.checkRecipientsBy(rules.recipientCheck());
        row.treatUnknownBy(rules.unknownRecipients());
        row.subscribeNewUsers(rules.autoSubscribe());
        row.activate(rules.active());
        destinations.ifPresent(servers -> replaceDestinations(row, servers));
        domains.configurationChanged(row.customerId());
        audit.record(viewer, row.customerId(), AuditAction.DOMAIN_CHANGED, row.name(), rules.toString());
        return domain(row);
    }

    /** Replaces the domain's destination servers; clean mail already queued goes to the new ones. */
    public Domain setDestinations(Viewer viewer, String name, List<Destination> destinations) {
        DomainRow row = domains.administered(viewer, name);
        replaceDestinations(row, destinations);
        domains.configurationChanged(row.customerId());
        audit.record(viewer, row.customerId(), AuditAction.DESTINATIONS_CHANGED, row.name(), destinations.toString());
        return domain(row);
    }

    private void replaceDestinations(DomainRow row, List<Destination> destinations) {
        if (destinations.size() > DESTINATIONS_MOST) {
            throw new InvalidInputException("destinations", "error.destination.many");
        }
        rows.createQuery("delete from DestinationServerRow s where s.domainId = :domain")
                .setParameter("domain", row.id())
                .executeUpdate();
        destinations.forEach(server -> rows.persist(new DestinationServerRow(
                row.customerId(),
                row.id(),
                server.host(),
                server.port(),
                server.preference(),
                server.weight(),
                server.tlsMode(),
                server.tlsTrust())));
    }

    private Customer customer(CustomerRow row) {
        long domains = rows.createQuery(
                        "select count(d) from DomainRow d where d.customerId = :customer and d.deletedAt is null",
                        Long.class)
                .setParameter("customer", row.id())
                .getSingleResult();
        return new Customer(row.id(), row.name(), row.locale(), ZoneId.of(row.zoneId()), domains, row.createdAt());
    }

    private Domain domain(DomainRow row) {
        List<Destination> servers = rows
                .createQuery(
                        "select s from DestinationServerRow s where s.domainId = :domain order by s.preference, s.id",
                        DestinationServerRow.class)
                .setParameter("domain", row.id())
                .getResultList()
                .stream()
                .map(s -> new Destination(s.host(), s.port(), s.preference(), s.weight(), s.tlsMode(), s.tlsTrust()))
                .toList();
        long addresses = rows.createQuery(
                        "select count(a) from KnownAddressRow a where a.domainId = :domain", Long.class)
                .setParameter("domain", row.id())
                .getSingleResult();
        DomainRules rules = new DomainRules(
                row.recipientCheck(),
                row.unknownRecipients(),
                Optional.ofNullable(row.catchAllAddress()),
                row.autoSubscribe(),
                row.active());
        return new Domain(
                row.id(),
                row.customerId(),
                domains.customer(row.customerId()).name(),
                row.name(),
                domains.aliases(row.id()),
                rules,
                servers,
                addresses,
                row.createdAt());
    }

    private static String checkedCatchAll(DomainRules rules, String domain) {
        if (rules.unknownRecipients() != UnknownRecipients.CATCH_ALL) {
            return null;
        }
        // Elsewhere it would be a redirection, which breaks the sender's SPF.
        return rules.catchAll()
                .flatMap(written -> EmailAddress.parse(written.strip()))
                .filter(address -> address.domain().value().equals(domain))
                .orElseThrow(() -> new InvalidInputException("catchAll", "error.domain.catchall"))
                .key();
    }

    private static String checkedName(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > NAME_LIMIT) {
            throw new InvalidInputException("name", "error.customer.name");
        }
        return stripped;
    }

    private static String checkedLocale(String locale) {
        if (!locale.equals("fr") && !locale.equals("en")) {
            throw new InvalidInputException("locale", "error.locale");
        }
        return locale;
    }

    private static String checkedZone(String zone) {
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw new InvalidInputException("zone", "error.zone");
        }
    }
}
