package org.ecluse.policy;

import java.util.List;
import java.util.Set;
import org.ecluse.mail.DomainName;

/**
 * Everything that decides for one recipient, read once per transaction and immutable, with the revision that decided.
 *
 * @param customerId owner of the recipient's domain; 0: it is no customer's any more
 * @param domainId the recipient's domain, 0 likewise
 * @param revision number of the policy revision; 0 is the shipped default
 * @param level the recipient's own level, already bounded by what the customer allows
 * @param weights shipped weights with the policy's overrides
 * @param lists entries of customer, domain and this recipient that have not expired when the snapshot was made
 * @param ownDomains all domains of the customer (R1.12, B6)
 * @param ownPeople names of the customer's people in the form of {@link org.ecluse.mail.PersonName}, bounded (R2.6)
 */
public record PolicySnapshot(
        long customerId,
        long domainId,
        long revision,
        FilterPolicy policy,
        FilterLevel level,
        Weights weights,
        List<ListEntry> lists,
        Set<DomainName> ownDomains,
        Set<String> ownPeople) {
    /** Without anybody's name. */
    public PolicySnapshot(
            long customerId,
            long domainId,
            long revision,
            FilterPolicy policy,
            FilterLevel level,
            Weights weights,
            List<ListEntry> lists,
            Set<DomainName> ownDomains) {
        this(customerId, domainId, revision, policy, level, weights, lists, ownDomains, Set.of());
    }

    public PolicySnapshot {
        lists = List.copyOf(lists);
        ownDomains = Set.copyOf(ownDomains);
        ownPeople = Set.copyOf(ownPeople);
    }

    /** What a finding is worth, before anything makes up for it. */
    public double points(String symbol, double multiplier) {
        return DnsListWeight.isFor(symbol)
                ? DnsListWeight.points(symbol, multiplier, weights, policy.thresholds())
                : weights.of(symbol) * multiplier;
    }

    /** The recipient's domain is no customer's any more. */
    public boolean isNobodys() {
        return customerId == 0;
    }

    /** The same policy with other thresholds: what would have been (B4). */
    public PolicySnapshot with(Thresholds other) {
        return new PolicySnapshot(
                customerId, domainId, revision, policy.with(other), level, weights, lists, ownDomains, ownPeople);
    }

    /** The same policy for a recipient with another level: what would have been (B4). */
    public PolicySnapshot at(FilterLevel other) {
        return new PolicySnapshot(customerId, domainId, revision, policy, other, weights, lists, ownDomains, ownPeople);
    }
}
