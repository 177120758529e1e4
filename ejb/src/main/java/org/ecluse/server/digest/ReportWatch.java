package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.directory.ChosenLevels;
import org.ecluse.server.directory.DomainRow;

/** Whose held mail a subscription's report may tell of, and why it may tell nothing. */
@Stateless
public class ReportWatch {
    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    ChosenLevels levels;

    /** Address keys that the report tells of, the subscription's own first. */
    public List<String> recipients(SubscriptionRow subscription) {
        return Stream.concat(Stream.of(subscription.address()), watched(subscription.id()).stream())
                .toList();
    }

    /** Further addresses, by name. */
    public List<String> watched(long subscriptionId) {
        return rows.createQuery(
                        "SELECT w.address FROM WatchedAddressRow w WHERE w.subscriptionId = :subscription ORDER BY w.address",
                        String.class)
                .setParameter("subscription", subscriptionId)
                .getResultList();
    }

    /** The active subscription whose report tells of an address, if it is not the address's own. */
    public Optional<SubscriptionRow> watcherOf(String addressKey) {
        return rows.createQuery(
                        "SELECT s FROM WatchedAddressRow w, SubscriptionRow s"
                                + " WHERE w.address = :address AND s.id = w.subscriptionId AND s.active = TRUE",
                        SubscriptionRow.class)
                .setParameter("address", addressKey)
                .getResultStream()
                .findFirst();
    }

    /** Not with level Aucun (R3.13), and not to a domain that is served no more. Empty: nothing speaks against it. */
    public Optional<OmissionReason> reasonAgainst(SubscriptionRow subscription) {
        if (domainOf(subscription.address())
                .filter(domain -> domain.active() && domain.customerId() == subscription.customerId())
                .isEmpty()) {
            return Optional.of(OmissionReason.NOT_SERVED);
        }
        return levels.of(subscription.address())
                        .filter(level -> level == FilterLevel.AUCUN)
                        .isPresent()
                ? Optional.of(OmissionReason.LEVEL_NONE)
                : Optional.empty();
    }

    /** The domain of an address, if a customer has it. */
    public Optional<DomainRow> domainOf(String addressKey) {
        return rows.createQuery("SELECT d FROM DomainRow d WHERE d.name = :name", DomainRow.class)
                .setParameter(
                        "name",
                        EmailAddress.parse(addressKey).orElseThrow().domain().value())
                .getResultStream()
                .findFirst();
    }
}
