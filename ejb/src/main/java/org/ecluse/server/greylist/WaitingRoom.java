package org.ecluse.server.greylist;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ecluse.filter.greylist.GreyDecision;
import org.ecluse.filter.greylist.GreyEntry;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.filter.greylist.GreyWindow;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.server.messages.ServerLog;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;

/**
 * The correspondences that wait, in a cache that survives a restart: opaque id to {@link GreyEntry}. Entries go by themselves, and
 * their number is bounded, in all and for each network. Every method may throw {@code CacheException}.
 */
@ApplicationScoped
class WaitingRoom {
    /** Waiting correspondences in all. */
    static final long IN_ALL = 500_000;

    private static final int TRIES = 8;

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/grey-waiting")
    Cache<String, String> waiting;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/ecluse-lookup")
    private ManagedExecutorService executor;

    @Inject
    private NetworkShares shares;

    @Inject
    private GreyIds ids;

    @Inject
    private Clock clock;

    /** {@link #IN_ALL}, which a test may lower. */
    long most = IN_ALL;

    private final WaitingCount count = new WaitingCount(GreyWindow.lifespan(GreyPolicy.DEFAULT));

    /**
     * A try and what it leads to.
     *
     * @param id of what waits
     */
    record Knock(String id, GreyDecision decision) {}

    /** Takes a moment when many wait, so nobody waits for it. */
    @PostConstruct
    void countThoseOfBefore() {
        executor.execute(this::recount);
    }

    void recount() {
        try {
            count.found(waiting.size(), clock.instant());
        } catch (CacheException e) {
            ServerLog.LOG.greyZoneBroken(e);
        }
    }

    /**
     * Decides about a try and remembers it; one that passes stays in the room until {@link #leave}.
     *
     * @param keys the first is that of the try, others may be those of earlier ones
     * @return empty: the room is full
     */
    Optional<Knock> knock(List<GreyKey> keys, InetAddress client, GreyPolicy policy, Instant now) {
        Optional<String> known = known(keys).stream().findFirst();
        if (known.isPresent()) {
            return Optional.of(new Knock(known.get(), tryAgain(known.get(), client, policy, now)));
        }
        if (count.at(now) >= most) {
            return Optional.empty();
        }
        String id = ids.of(keys.get(0));
        return Optional.of(new Knock(id, tryAgain(id, client, policy, now)));
    }

    /** Ids of those of the keys that wait. */
    List<String> known(List<GreyKey> keys) {
        return keys.stream().map(ids::of).filter(waiting::containsKey).toList();
    }

    /** What passed waits no more. */
    void leave(String id, InetAddress client, GreyPolicy policy, Instant now) {
        String old = waiting.remove(id);
        if (old != null) {
            GreyEntry.parse(old).ifPresent(entry -> count.closed(entry.first().plus(GreyWindow.lifespan(policy))));
            shares.giveBack(client, id, now);
        }
    }

    private GreyDecision tryAgain(String id, InetAddress client, GreyPolicy policy, Instant now) {
        for (int i = 0; ; i++) {
            String old = waiting.get(id);
            GreyDecision decision = GreyWindow.decide(Optional.ofNullable(old).flatMap(GreyEntry::parse), policy, now);
            if (store(id, old, decision, policy, now)) {
                if (decision.kind() == GreyDecision.Kind.FIRST || decision.kind() == GreyDecision.Kind.LATE) {
                    opened(id, old, client, policy, now);
                }
                return decision;
            }
            if (i == TRIES) {
                return decision; // contended beyond reason: it is answered rightly, only not counted
            }
        }
    }

    private boolean store(String id, String old, GreyDecision decision, GreyPolicy policy, Instant now) {
        String text = decision.entry().toString();
        if (decision.passes() || text.equals(old)) {
            return true;
        }
        long millis = Duration.between(now, decision.entry().first().plus(GreyWindow.lifespan(policy)))
                .toMillis();
        return old == null
                ? waiting.putIfAbsent(id, text, millis, TimeUnit.MILLISECONDS) == null
                : waiting.replace(id, old, text, millis, TimeUnit.MILLISECONDS);
    }

    /** A window was opened, for the first time or again: the oldest of a network that has too many go for it. */
    private void opened(String id, String old, InetAddress client, GreyPolicy policy, Instant now) {
        Duration lifespan = GreyWindow.lifespan(policy);
        Optional.ofNullable(old)
                .flatMap(GreyEntry::parse)
                .ifPresent(entry -> count.closed(entry.first().plus(lifespan)));
        count.opened(now.plus(lifespan));
        for (NetworkShares.Share gone : shares.take(client, id, now.plus(lifespan), now)) {
            if (waiting.remove(gone.id()) != null) {
                count.closed(gone.until());
            }
        }
    }
}
