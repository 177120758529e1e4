package org.ecluse.server.reputation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.greylist.ClientDoubts;
import org.ecluse.filter.reputation.Evidence;
import org.ecluse.filter.reputation.ReputationRules;
import org.ecluse.policy.Doubt;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.infinispan.commons.CacheException;

/**
 * A client that is listed, or halfway to it, is a doubt for the grey zone. One in a listed network is, unless it has shown better itself.
 */
@ApplicationScoped
public class ReputationDoubts implements ClientDoubts {
    /** Ten good mails of late. */
    private static final double VOUCHED = 50;

    @Inject
    private BlockList list;

    @Inject
    private EvidenceStore store;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    @Override
    public Set<Doubt> about(InetAddress client) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (settings.reputation().enabled() && !settings.smtp().trusts(client) && isDoubtful(client)) {
            doubts.add(Doubt.BAD_REPUTATION);
        }
        return doubts;
    }

    private boolean isDoubtful(InetAddress client) {
        Optional<ListedClient> listing = list.find(client);
        if (listing.filter(found -> found.removal().isPresent()).isPresent()) {
            return false;
        }
        ClientNames names = ClientNames.of(client);
        if (listing.filter(found -> found.client().equals(names.client())).isPresent()) {
            return true;
        }
        try {
            return isDoubtful(names, listing.isPresent());
        } catch (CacheException e) {
            ServerLog.LOG.debug("evidence not readable", e);
            return listing.isPresent();
        }
    }

    private boolean isDoubtful(ClientNames names, boolean networkListed) {
        Instant now = clock.instant();
        ReputationRules rules = store.rules(names, names.client());
        Optional<Evidence> evidence = store.find(names.client());
        double score = evidence.map(seen -> seen.score(rules, now)).orElse(0.0);
        double good = evidence.map(seen -> seen.good(rules, now)).orElse(0.0);
        return score >= rules.listAt() / 2 || networkListed && good < VOUCHED;
    }
}
