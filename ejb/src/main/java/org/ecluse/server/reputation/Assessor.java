package org.ecluse.server.reputation;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.reputation.Evidence;
import org.ecluse.filter.reputation.ReputationRules;
import org.ecluse.filter.reputation.Standing;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.reputation.Observations.Seeing;
import org.infinispan.commons.CacheException;

/** Every few seconds, makes evidence of what was noted and listings of evidence. A failure costs observations, never mail. */
@ApplicationScoped
class Assessor {
    /** Rows of other nodes, and customers, are read so often. */
    private static final Duration READ_EVERY = Duration.ofSeconds(30);

    @Inject
    private Observations observations;

    @Inject
    private EvidenceStore store;

    @Inject
    private ListingLedger ledger;

    @Inject
    private BlockList list;

    @Inject
    private Clock clock;

    private Instant readAt = Instant.EPOCH;

    /** Called by one thread at a time. */
    synchronized void look() {
        Instant now = clock.instant();
        try {
            boolean due = !now.isBefore(readAt.plus(READ_EVERY));
            if (due) {
                store.alone(ledger.customers() <= 1);
            }
            boolean changed = assess(observations.take(), now);
            if (due || changed) {
                list.refresh();
                readAt = now;
            }
        } catch (CacheException | EJBException e) {
            ServerLog.LOG.reputationBroken(e);
        }
    }

    private boolean assess(List<Seeing> seen, Instant now) {
        Map<String, ClientNames> touched = new LinkedHashMap<>();
        for (Seeing each : seen) {
            ClientNames names = ClientNames.of(each.client());
            remember(names, names.client(), each, each.source(), now);
            touched.put(names.client(), names);
            names.network().ifPresent(network -> {
                remember(names, network, each, names.place(), now);
                touched.put(network, names);
            });
        }
        boolean changed = false;
        for (Map.Entry<String, ClientNames> each : touched.entrySet()) {
            changed |= follow(each.getValue(), each.getKey(), now);
        }
        return changed;
    }

    private void remember(ClientNames names, String client, Seeing seen, long source, Instant now) {
        ReputationRules rules = store.rules(names, client);
        store.change(client, evidence -> evidence.plus(seen.what(), source, rules, now), now);
    }

    private boolean follow(ClientNames names, String client, Instant now) {
        ReputationRules rules = store.rules(names, client);
        Optional<Evidence> evidence = store.find(client);
        if (evidence.isEmpty()) {
            return false;
        }
        Standing standing = evidence.get().standing(rules, now);
        // Most clients are neither listed nor near it: they cost no statement.
        boolean concerns = standing.listable() || list.has(client);
        return concerns && ledger.follow(client, standing, evidence.get().seen(rules), now);
    }
}
