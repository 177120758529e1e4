package org.ecluse.server.directory;

import java.time.Instant;
import java.util.List;

/**
 * A customer's domain.
 *
 * @param name A-labels, lower case
 * @param aliases other names of it, likewise
 * @param destinations in the order of their preference
 * @param addresses how many are listed
 */
public record Domain(
        long id,
        long customerId,
        String customerName,
        String name,
        List<String> aliases,
        DomainRules rules,
        List<Destination> destinations,
        long addresses,
        Instant createdAt) {
    public Domain {
        aliases = List.copyOf(aliases);
        destinations = List.copyOf(destinations);
    }
}
