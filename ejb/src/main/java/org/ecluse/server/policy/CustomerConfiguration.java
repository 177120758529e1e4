package org.ecluse.server.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.mail.DomainName;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.ListEntry;

/**
 * All that one customer configured, at one version of it.
 *
 * @param policies the newest revision by domain; that of the customer under {@link #CUSTOMER}
 * @param shared list entries for every recipient, by domain or {@link #CUSTOMER}
 * @param own list entries by recipient's address key
 * @param ownPeople names that the listed addresses tell, bounded
 */
record CustomerConfiguration(
        long version,
        Map<Long, Published> policies,
        Map<Long, List<ListEntry>> shared,
        Map<String, List<ListEntry>> own,
        Set<DomainName> ownDomains,
        Set<String> ownPeople) {
    /** Key for what holds for all the customer's domains; no row has this id. */
    static final long CUSTOMER = 0;

    private static final Published SHIPPED = new Published(0, FilterPolicy.DEFAULT);

    /** A policy with its revision number; 0 is the shipped default. */
    record Published(long revision, FilterPolicy policy) {}

    Published policyOf(long domainId) {
        return Optional.ofNullable(policies.get(domainId)).orElse(policies.getOrDefault(CUSTOMER, SHIPPED));
    }

    List<ListEntry> sharedEntries(long domainId) {
        List<ListEntry> everywhere = shared.getOrDefault(CUSTOMER, List.of());
        List<ListEntry> domain = shared.getOrDefault(domainId, List.of());
        if (everywhere.isEmpty() || domain.isEmpty()) {
            return everywhere.isEmpty() ? domain : everywhere;
        }
        return Stream.concat(everywhere.stream(), domain.stream()).toList();
    }

    List<ListEntry> entriesOf(String recipientKey) {
        return own.getOrDefault(recipientKey, List.of());
    }
}
