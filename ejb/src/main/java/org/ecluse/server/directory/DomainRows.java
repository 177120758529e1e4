package org.ecluse.server.directory;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.mail.DomainName;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Viewer;

/** Finds domains and customers inside the caller's transaction, within what the viewer sees. */
@Dependent
public class DomainRows {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    /** @throws NotThereException there is none of that name for this viewer */
    public DomainRow seen(Viewer viewer, String name) {
        DomainRow row =
                DomainName.parse(name).flatMap(domain -> find(domain.value())).orElseThrow(NotThereException::new);
        viewer.mustSee(row.customerId());
        return row;
    }

    /** As {@link #seen}, for a change. */
    public DomainRow administered(Viewer viewer, String name) {
        DomainRow row = seen(viewer, name);
        viewer.mustAdminister(row.customerId());
        return row;
    }

    /** The domain of that name, whoever owns it. */
    public Optional<DomainRow> find(String key) {
        return rows
                .createQuery("select d from DomainRow d where d.name = :name", DomainRow.class)
                .setParameter("name", key)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** Whether a customer has it, as a domain or as another name of one. */
    boolean isTaken(String key) {
        return find(key).isPresent()
                || rows.createQuery("select count(a) from DomainAliasRow a where a.name = :name", Long.class)
                                .setParameter("name", key)
                                .getSingleResult()
                        > 0;
    }

    /** The other names of a domain, in alphabetical order. */
    List<String> aliases(long domainId) {
        return rows.createQuery(
                        "select a.name from DomainAliasRow a where a.domainId = :domain order by a.name", String.class)
                .setParameter("domain", domainId)
                .getResultList();
    }

    /** Every name under which a customer receives mail: domains and their other names. */
    public List<DomainName> names(long customerId) {
        return Stream.of(
                        "select d.name from DomainRow d where d.customerId = :customer and d.deletedAt is null",
                        "select a.name from DomainAliasRow a where a.customerId = :customer")
                .flatMap(query -> rows.createQuery(query, String.class)
                        .setParameter("customer", customerId)
                        .getResultStream())
                .map(DomainName::new)
                .toList();
    }

    /**
     * Says that cached snapshots of this customer are out of date. The customer's row stays locked until the transaction ends: who calls
     * this before reading sees what another, who changed the same in the same moment, has written.
     */
    public void configurationChanged(long customerId) {
        // Counted by the database: two administrators who each add one to what they read would make one change of two,
        // and mail would be judged by the first for ever.
        rows.createQuery("update CustomerRow c set c.configVersion = c.configVersion + 1 where c.id = :customer")
                .setParameter("customer", customerId)
                .executeUpdate();
    }

    /** @throws NotThereException there is no such customer; whether the viewer sees it is the caller's to ask */
    public CustomerRow customer(long id) {
        return Optional.ofNullable(rows.find(CustomerRow.class, id)).orElseThrow(NotThereException::new);
    }
}
