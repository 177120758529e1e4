package org.ecluse.server.directory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/** The addresses that a customer lists for a domain, for people and programmes. */
@Stateless
public class AddressService {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private DomainRows domains;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Listed addresses of the domain, in alphabetical order. */
    public Page<ListedAddress> list(Viewer viewer, String domain, PageRequest page) {
        DomainRow row = domains.seen(viewer, domain);
        List<ListedAddress> found = rows
                .createQuery(
                        "select a from KnownAddressRow a where a.domainId = :domain order by a.address",
                        KnownAddressRow.class)
                .setParameter("domain", row.id())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(AddressService::listed)
                .toList();
        long total = rows.createQuery("select count(a) from KnownAddressRow a where a.domainId = :domain", Long.class)
                .setParameter("domain", row.id())
                .getSingleResult();
        return new Page<>(found, total);
    }

    /**
     * Lists an address, or changes it if it is listed.
     *
     * @param aliasOf the listed address of the same customer whose policy and quarantine count
     */
    public ListedAddress put(
            Viewer viewer, String domain, String address, Optional<String> aliasOf, Optional<FilterLevel> level) {
        DomainRow row = domains.administered(viewer, domain);
        String key = keyWithin(address, row, "address");
        String target = aliasOf.filter(written -> !written.isBlank())
                .map(written -> aliasTarget(row, key, written))
                .orElse(null);
        KnownAddressRow listed = find(key).orElseGet(() -> {
            KnownAddressRow fresh = new KnownAddressRow(row.customerId(), row.id(), key, null, null, clock.instant());
            rows.persist(fresh);
            return fresh;
        });
        listed.pointTo(target);
        listed.filterAt(level.orElse(null));
        changed(viewer, row, "+" + key);
        return listed(listed);
    }

    /** @throws NotThereException it is not listed for this domain */
    public void remove(Viewer viewer, String domain, String address) {
        DomainRow row = domains.administered(viewer, domain);
        KnownAddressRow listed =
                find(address).filter(found -> found.domainId() == row.id()).orElseThrow(NotThereException::new);
        rows.remove(listed);
        changed(viewer, row, "-" + address);
    }

    private void changed(Viewer viewer, DomainRow row, String what) {
        domains.configurationChanged(row.customerId());
        audit.record(viewer, row.customerId(), AuditAction.ADDRESSES_CHANGED, row.name(), what);
    }

    private String aliasTarget(DomainRow row, String key, String written) {
        String target = EmailAddress.parse(written.strip())
                .orElseThrow(() -> new InvalidInputException("aliasOf", "error.address"))
                .key();
        // One step only: an alias of an alias would have to be followed, and could run in a circle.
        boolean usable = !target.equals(key)
                && find(target)
                        .filter(found -> found.customerId() == row.customerId() && found.aliasOf() == null)
                        .isPresent();
        if (!usable) {
            throw new InvalidInputException("aliasOf", "error.address.alias");
        }
        return target;
    }

    private static String keyWithin(String written, DomainRow row, String field) {
        return EmailAddress.parse(written.strip())
                .filter(address -> address.domain().value().equals(row.name()))
                .orElseThrow(() -> new InvalidInputException(field, "error.address.domain"))
                .key();
    }

    private Optional<KnownAddressRow> find(String key) {
        return rows
                .createQuery("select a from KnownAddressRow a where a.address = :address", KnownAddressRow.class)
                .setParameter("address", key)
                .getResultList()
                .stream()
                .findFirst();
    }

    private static ListedAddress listed(KnownAddressRow row) {
        return new ListedAddress(
                row.id(), row.address(), Optional.ofNullable(row.aliasOf()), Optional.ofNullable(row.level()));
    }
}
