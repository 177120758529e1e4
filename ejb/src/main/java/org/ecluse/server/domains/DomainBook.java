package org.ecluse.server.domains;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ecluse.filter.reputation.DomainStanding;
import org.ecluse.filter.reputation.Evidence;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.ecluse.verdict.Finding;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;

/**
 * Remembers domains by the outcome of mail with them, as {@link Evidence} that fades, in a cache that is bounded in number and
 * that {@link org.ecluse.server.memory.Memories} carries over a restart. A session only notes; {@link #look} writes, each domain once. Where the cache does not answer, nothing is found.
 */
@ApplicationScoped
public class DomainBook {
    static final int MOST_NOTED = 20_000;

    /** So many half-lives later nothing is left. */
    private static final int HALF_LIVES = 8;

    /** After it nothing is left of an entry that does not change. */
    public static final Duration LIFESPAN = DomainStanding.RULES.halfLife().multipliedBy(HALF_LIVES);

    private static final int TRIES = 8;
    /** More of one kind at once change nothing. */
    private static final int MOST_OF_ONE = 30;

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/domains")
    Cache<String, String> cache;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    private final BlockingQueue<Seeing> noted = new ArrayBlockingQueue<>(MOST_NOTED);

    private record Seeing(String name, Observation what, long customer) {}

    /** @param names as {@link org.ecluse.filter.reputation.WatchedDomains} gives them */
    public List<Finding> findings(List<String> names) {
        if (!settings.reputation().enabled() || names.isEmpty()) {
            return List.of();
        }
        try {
            Instant now = clock.instant();
            List<Finding> found = new ArrayList<>();
            for (String name : names) {
                Optional.ofNullable(cache.get(name))
                        .flatMap(Evidence::parse)
                        .flatMap(evidence -> DomainStanding.of(name, evidence, now))
                        .ifPresent(found::add);
            }
            return strongest(found);
        } catch (CacheException e) {
            ServerLog.LOG.debug("domains not asked", e);
            return List.of();
        }
    }

    /** Of several domains with the same finding the worst counts: a mail with ten links is not ten times as bad. */
    private static List<Finding> strongest(List<Finding> found) {
        Map<String, Finding> bySymbol = new HashMap<>();
        found.forEach(finding -> bySymbol.merge(
                finding.symbol(), finding, (one, other) -> one.multiplier() >= other.multiplier() ? one : other));
        return found.stream().filter(bySymbol::containsValue).distinct().toList();
    }

    /** Notes the outcome of a mail for one customer; what does not fit until the next look is dropped. */
    public void see(List<String> names, Observation what, long customerId) {
        if (settings.reputation().enabled()) {
            names.forEach(name -> noted.offer(new Seeing(name, what, customerId)));
        }
    }

    /** Writes what was noted since the last call. */
    public void look() {
        List<Seeing> taken = new ArrayList<>();
        noted.drainTo(taken);
        Map<String, Map<Seeing, Integer>> byName = new HashMap<>();
        taken.forEach(seeing ->
                byName.computeIfAbsent(seeing.name(), name -> new HashMap<>()).merge(seeing, 1, Integer::sum));
        try {
            byName.forEach(this::write);
        } catch (CacheException e) {
            ServerLog.LOG.debug("domains not noted", e);
        }
    }

    private void write(String name, Map<Seeing, Integer> seen) {
        Instant now = clock.instant();
        for (int i = 0; i <= TRIES; i++) {
            String old = cache.get(name);
            Evidence evidence =
                    Optional.ofNullable(old).flatMap(Evidence::parse).orElseGet(() -> Evidence.none(now));
            for (Map.Entry<Seeing, Integer> each : seen.entrySet()) {
                for (int n = 0; n < Math.min(each.getValue(), MOST_OF_ONE); n++) {
                    evidence = evidence.plus(each.getKey().what(), each.getKey().customer(), DomainStanding.RULES, now);
                }
            }
            String text = evidence.toString();
            boolean stored = old == null
                    ? cache.putIfAbsent(name, text, LIFESPAN.toMillis(), TimeUnit.MILLISECONDS) == null
                    : cache.replace(name, old, text, LIFESPAN.toMillis(), TimeUnit.MILLISECONDS);
            if (stored) {
                return;
            }
        }
    }
}
