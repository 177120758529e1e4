package org.ecluse.server.greylist;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
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
import org.infinispan.Cache;

/**
 * The correspondences that wait, in a cache that survives a restart: opaque id to {@link GreyEntry}. Entries go by themselves, and
 * their number is bounded, in all and for each network. Every method may throw {@code CacheException}.
 */
@ApplicationScoped
class WaitingRoom {
    /** Waiting correspondences in all. */
    static final long IN_ALL = 500_000;

    private static final int TRIES = 8;
    private static final Duration COUNT_AGE = Duration.ofSeconds(1);

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/grey-waiting")
    Cache<String, String> waiting;

    @Inject
    private NetworkShares shares;

    @Inject
    private GreyIds ids;

    /** {@link #IN_ALL}, which a test may lower. */
    long most = IN_ALL;

    private volatile Count count = new Count(0, Instant.MIN);

    private record Count(long entries, Instant at) {}

    /**
     * A try and what it leads to.
     *
     * @param id of what waits
     * @param shared it waits together with others of its network, which had too many of its own
     */
    record Knock(String id, GreyDecision decision, boolean shared) {}

    /**
     * Decides about a try and remembers it; one that passes stays in the room until {@link #leave}.
     *
     * @param keys the first is that of the try, others may be those of earlier ones
     * @return empty: the room is full
     */
    Optional<Knock> knock(List<GreyKey> keys, InetAddress client, GreyPolicy policy, Instant now) {
        List<String> names = keys.stream().map(ids::of).toList();
        Optional<String> known = names.stream().filter(waiting::containsKey).findFirst();
        if (known.isPresent()) {
            return Optional.of(new Knock(known.get(), tryAgain(known.get(), client, policy, now), false));
        }
        if (isFull(now)) {
            return Optional.empty();
        }
        Instant until = now.plus(GreyWindow.lifespan(policy));
        Optional<String> usedUp = shares.take(client, until, now);
        if (usedUp.isPresent()) {
            String id = ids.of(GreyKey.anyOf(usedUp.get()));
            return Optional.of(new Knock(id, tryAgain(id, client, policy, now), true));
        }
        return Optional.of(new Knock(names.get(0), open(names.get(0), client, policy, now), false));
    }

    /** What passed waits no more. */
    void leave(String id, InetAddress client, GreyPolicy policy, Instant now) {
        String old = waiting.remove(id);
        if (old != null) {
            GreyEntry.parse(old)
                    .ifPresent(entry -> shares.giveBack(client, entry.first().plus(GreyWindow.lifespan(policy)), now));
        }
    }

    private GreyDecision open(String id, InetAddress client, GreyPolicy policy, Instant now) {
        GreyDecision first = GreyWindow.decide(Optional.empty(), policy, now);
        if (waiting.putIfAbsent(id, text(first), millis(policy), TimeUnit.MILLISECONDS) == null) {
            return first;
        }
        // Another connection of the same sender was faster, and has its share.
        shares.giveBack(client, now.plus(GreyWindow.lifespan(policy)), now);
        return tryAgain(id, client, policy, now);
    }

    private GreyDecision tryAgain(String id, InetAddress client, GreyPolicy policy, Instant now) {
        for (int i = 0; ; i++) {
            String old = waiting.get(id);
            GreyDecision decision = GreyWindow.decide(Optional.ofNullable(old).flatMap(GreyEntry::parse), policy, now);
            // Contended beyond reason: it is answered rightly, only not counted.
            if (i == TRIES || store(id, old, decision, policy, now)) {
                if (decision.kind() == GreyDecision.Kind.LATE) {
                    moveShare(old, client, policy, now);
                }
                return decision;
            }
        }
    }

    /** A late try is remembered longer than its share was taken for. */
    private void moveShare(String old, InetAddress client, GreyPolicy policy, Instant now) {
        Duration lifespan = GreyWindow.lifespan(policy);
        GreyEntry.parse(old)
                .ifPresent(entry -> shares.giveBack(client, entry.first().plus(lifespan), now));
        shares.take(client, now.plus(lifespan), now);
    }

    private boolean store(String id, String old, GreyDecision decision, GreyPolicy policy, Instant now) {
        if (decision.passes() || text(decision).equals(old)) {
            return true;
        }
        long millis = Duration.between(now, decision.entry().first().plus(GreyWindow.lifespan(policy)))
                .toMillis();
        return old == null
                ? waiting.putIfAbsent(id, text(decision), millis, TimeUnit.MILLISECONDS) == null
                : waiting.replace(id, old, text(decision), millis, TimeUnit.MILLISECONDS);
    }

    /** Counting is not free, so a second's openings may be too many. */
    private boolean isFull(Instant now) {
        Count present = count;
        if (present.at().plus(COUNT_AGE).isBefore(now)) {
            present = new Count(waiting.getAdvancedCache().getStats().getApproximateEntries(), now);
            count = present;
        }
        return present.entries() >= most;
    }

    private static String text(GreyDecision decision) {
        return decision.entry().toString();
    }

    private static long millis(GreyPolicy policy) {
        return GreyWindow.lifespan(policy).toMillis();
    }
}
