package org.ecluse.server.directory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/**
 * Takes a domain out of the service. What was decided about its mail stays readable for its customer; its servers, addresses,
 * lists, subscriptions and what its recipients reported go, and its name is free.
 */
@Stateless
public class DomainRemoval {
    /** What goes with a domain, children first; by name, for these rows belong to packages that know this one. */
    private static final List<String> OF_DOMAIN = List.of(
            "DestinationServerRow x where x.domainId = :domain",
            "DomainAliasRow x where x.domainId = :domain",
            "KnownAddressRow x where x.domainId = :domain",
            "ReportAddressRow x where x.domainId = :domain",
            "ListEntryRow x where x.domainId = :domain");

    private static final List<String> OF_ADDRESSES = List.of(
            "ListEntryRow x where x.customerId = :customer and x.recipient like :address escape '!'",
            "RemovedListEntryRow x where x.customerId = :customer and x.recipient like :address escape '!'",
            "BannerCopyRow x where x.customerId = :customer and x.address like :address escape '!'",
            "RecipientModelRow x where x.customerId = :customer and x.address like :address escape '!'",
            "ChosenLevelRow x where x.customerId = :customer and x.address like :address escape '!'",
            "ReportRow x where x.subscriptionId in (select s.id from SubscriptionRow s"
                    + " where s.customerId = :customer and s.address like :address escape '!')",
            "SubscriptionRow x where x.customerId = :customer and x.address like :address escape '!'");

    private static final String WAITING =
            "select c.id from CopyRow c where c.customerId = :customer and c.domainId = :domain"
                    + " and c.state in (QUEUED, QUARANTINED, RELEASED, SCAN_PENDING)";

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private DomainRows domains;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** @throws InvalidInputException mail of the domain still waits for its delivery or its release: none is thrown away */
    public void remove(Viewer viewer, String name) {
        DomainRow row = domains.administered(viewer, name);
        String served = row.name();
        if (isAnythingWaiting(row)) {
            throw new InvalidInputException("name", "error.domain.in-use");
        }
        String addresses = Like.endsWith("@" + served);
        rows.createQuery("update KnownAddressRow a set a.aliasOf = null"
                        + " where a.customerId = :customer and a.aliasOf like :address escape '!'")
                .setParameter("customer", row.customerId())
                .setParameter("address", addresses)
                .executeUpdate();
        for (String what : OF_DOMAIN) {
            rows.createQuery("delete from " + what)
                    .setParameter("domain", row.id())
                    .executeUpdate();
        }
        for (String what : OF_ADDRESSES) {
            rows.createQuery("delete from " + what)
                    .setParameter("customer", row.customerId())
                    .setParameter("address", addresses)
                    .executeUpdate();
        }
        row.delete(clock.instant());
        domains.configurationChanged(row.customerId());
        audit.record(viewer, row.customerId(), AuditAction.DOMAIN_DELETED, served, "");
    }

    private boolean isAnythingWaiting(DomainRow row) {
        return !rows.createQuery(WAITING, Long.class)
                .setParameter("customer", row.customerId())
                .setParameter("domain", row.id())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }
}
