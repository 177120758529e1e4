package org.ecluse.server.directory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/** The filter levels of single addresses (R3.9), whether their customer lists them or not. They count from the next mail on. */
@Stateless
public class ChosenLevels {
    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** The level of an address key; empty: the customer's. Whether the customer allows it is the policy's to say. */
    public Optional<FilterLevel> of(String address) {
        return listed(address)
                .map(row -> Optional.ofNullable(row.level()))
                .orElseGet(() -> Optional.ofNullable(rows.find(ChosenLevelRow.class, address))
                        .map(ChosenLevelRow::level));
    }

    /**
     * A recipient's own choice; the caller has made sure that it is the recipient who chooses, and that it may.
     *
     * @param customerId of the recipient
     * @param level empty: the customer's again
     */
    public void choose(long customerId, String address, Optional<FilterLevel> level) {
        Optional<KnownAddressRow> listed = listed(address);
        listed.ifPresent(row -> row.filterAt(level.orElse(null)));
        Optional.ofNullable(rows.find(ChosenLevelRow.class, address)).ifPresent(rows::remove);
        rows.flush();
        if (listed.isEmpty()) {
            level.ifPresent(chosen -> rows.persist(new ChosenLevelRow(address, customerId, chosen, clock.instant())));
        }
        audit.record(
                address,
                Optional.of(customerId),
                AuditAction.ADDRESSES_CHANGED,
                address,
                level.map(FilterLevel::name).orElse("level of the policy"));
    }

    private Optional<KnownAddressRow> listed(String address) {
        return rows.createQuery("select a from KnownAddressRow a where a.address = :address", KnownAddressRow.class)
                .setParameter("address", address)
                .getResultStream()
                .findFirst();
    }
}
