package org.ecluse.server.reputation;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.ecluse.filter.reputation.Evidence;
import org.ecluse.filter.reputation.ReputationRules;
import org.ecluse.settings.ServerSettings;
import org.infinispan.Cache;

/**
 * What was seen of clients and networks, in a cache that is bounded in number and forgets by itself; {@code Memories} carries it
 * over a restart, listings are rows. Every method may throw {@code CacheException}.
 */
@ApplicationScoped
public class EvidenceStore {
    /** So many half-lives later nothing is left of any score. */
    private static final int HALF_LIVES = 14;

    private static final int TRIES = 8;

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/reputation")
    Cache<String, String> cache;

    @Inject
    private ServerSettings settings;

    /** Whether the platform has one customer only; refreshed by {@link Assessor}. */
    private volatile boolean alone = true;

    /** After it nothing is left of an entry that does not change. */
    public static Duration lifespan(ServerSettings.Reputation given) {
        return given.halfLife().multipliedBy(HALF_LIVES);
    }

    void alone(boolean only) {
        alone = only;
    }

    /** @param client name as in {@link ClientNames} */
    ReputationRules rules(ClientNames names, String client) {
        ServerSettings.Reputation given = settings.reputation();
        boolean network = names.network().filter(client::equals).isPresent();
        return network
                ? ReputationRules.ofNetwork(given.halfLife(), given.listAt())
                : ReputationRules.ofClient(given.halfLife(), given.listAt(), given.refuseAt(), alone);
    }

    Optional<Evidence> find(String client) {
        return Optional.ofNullable(cache.get(client)).flatMap(Evidence::parse);
    }

    /** The evidence after {@code change}. Contended beyond reason, it is not remembered: then a few observations are lost. */
    Evidence change(String client, UnaryOperator<Evidence> change, Instant now) {
        long millis = lifespan(settings.reputation()).toMillis();
        for (int i = 0; ; i++) {
            String old = cache.get(client);
            Evidence changed = change.apply(
                    Optional.ofNullable(old).flatMap(Evidence::parse).orElseGet(() -> Evidence.none(now)));
            boolean stored = old == null
                    ? cache.putIfAbsent(client, changed.toString(), millis, TimeUnit.MILLISECONDS) == null
                    : cache.replace(client, old, changed.toString(), millis, TimeUnit.MILLISECONDS);
            if (stored || i == TRIES) {
                return changed;
            }
        }
    }

    /** The client begins anew. */
    void forget(String client) {
        cache.remove(client);
    }
}
