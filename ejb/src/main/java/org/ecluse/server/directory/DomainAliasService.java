package org.ecluse.server.directory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/**
 * Other names of a domain (domain aliases). Mail for {@code x@alias} is checked like, and decided, held and reported as that of
 * {@code x@domain}; it goes to the domain's servers with the address that the sender gave.
 */
@Stateless
public class DomainAliasService {
    private static final int MOST = 50;

    /** The second look at a copy asks for its domain by the name in its address. */
    private static final String WAITING =
            "select c.id from CopyRow c where c.customerId = :customer and c.domainId = :domain"
                    + " and c.state = SCAN_PENDING and c.deliveryAddress like :address escape '!'";

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private DomainRows domains;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Gives the domain one more name; one that it has already stays. @throws InvalidInputException somebody has it */
    public void add(Viewer viewer, String domain, String alias) {
        DomainRow row = domains.administered(viewer, domain);
        domains.configurationChanged(row.customerId());
        String name = DomainName.parse(alias.strip())
                .filter(parsed -> parsed.value().contains("."))
                .orElseThrow(() -> new InvalidInputException("alias", "error.domain.name"))
                .value();
        if (find(row, name).isPresent()) {
            return;
        }
        if (domains.isTaken(name)) {
            throw new InvalidInputException("alias", "error.domain.taken");
        }
        if (domains.aliases(row.id()).size() >= MOST) {
            throw new InvalidInputException("alias", "error.domain.aliases.many");
        }
        rows.persist(new DomainAliasRow(row, name, clock.instant()));
        changed(viewer, row, "+" + name);
    }

    /**
     * Takes a name from the domain: mail for it is refused from now on. What came under it stays, and waiting mail is delivered.
     *
     * @throws NotThereException the domain has no such name
     * @throws InvalidInputException mail that came under it waits to be scanned
     */
    public void remove(Viewer viewer, String domain, String alias) {
        DomainRow row = domains.administered(viewer, domain);
        domains.configurationChanged(row.customerId());
        DomainAliasRow found = DomainName.parse(alias.strip())
                .flatMap(name -> find(row, name.value()))
                .orElseThrow(NotThereException::new);
        boolean waiting = !rows.createQuery(WAITING, Long.class)
                .setParameter("customer", row.customerId())
                .setParameter("domain", row.id())
                .setParameter("address", Like.endsWith("@" + found.name()))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
        if (waiting) {
            throw new InvalidInputException("alias", "error.domain.alias.in-use");
        }
        rows.remove(found);
        changed(viewer, row, "-" + found.name());
    }

    private void changed(Viewer viewer, DomainRow row, String what) {
        audit.record(viewer, row.customerId(), AuditAction.DOMAIN_CHANGED, row.name(), "alias " + what);
    }

    private Optional<DomainAliasRow> find(DomainRow domain, String name) {
        return rows
                .createQuery(
                        "select a from DomainAliasRow a where a.domainId = :domain and a.name = :name",
                        DomainAliasRow.class)
                .setParameter("domain", domain.id())
                .setParameter("name", name)
                .getResultList()
                .stream()
                .findFirst();
    }
}
