package org.ecluse.server.domains;

import java.util.List;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.verdict.Finding;

/** Without a cache: finds nothing and remembers nothing. */
public final class NoDomains extends DomainBook {
    @Override
    public List<Finding> findings(List<String> names) {
        return List.of();
    }

    @Override
    public void see(List<String> names, Observation what, long customerId) {}
}
