package org.ecluse.server.domains;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.verdict.Finding;

/** Without a cache: finds nothing, and remembers only what it was asked for. */
public final class NoDomains extends DomainBook {
    /** Names of every question. */
    public final List<String> asked = new ArrayList<>();

    @Override
    public List<Finding> findings(List<String> names) {
        asked.addAll(names);
        return List.of();
    }

    @Override
    public void see(List<String> names, Observation what, long customerId) {}
}
