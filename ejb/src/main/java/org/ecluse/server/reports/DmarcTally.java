package org.ecluse.server.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.filter.reports.Observation;

/**
 * Counts in memory what owners of domains are told, until it is written: no mail waits for it, and none is lost with it. Bounded in
 * different observations; what is beyond is counted without them. Safe for use by many threads.
 */
final class DmarcTally {
    private final int most;
    private Map<Key, Collected> counts = new LinkedHashMap<>();
    private int observations;
    private long untold;

    /** @param most different observations until the next {@link #take()} */
    DmarcTally(int most) {
        this.most = most;
    }

    /** A domain and a day in UTC. */
    record Key(LocalDate day, String domain) {}

    /** What was seen of them. */
    static final class Collected {
        private final PublishedPolicy policy;
        private final Map<Observation, Long> messages = new HashMap<>();
        private long leftOut;

        Collected(PublishedPolicy policy) {
            this.policy = policy;
        }

        PublishedPolicy policy() {
            return policy;
        }

        Map<Observation, Long> messages() {
            return messages;
        }

        /** Messages that are in no observation. */
        long leftOut() {
            return leftOut;
        }
    }

    synchronized void note(Instant at, PublishedPolicy policy, Observation seen, long times) {
        Key key = new Key(at.atZone(ZoneOffset.UTC).toLocalDate(), policy.domain());
        Collected collected = counts.get(key);
        boolean room = observations < most;
        if (collected == null && !room) {
            untold += times;
            return;
        }
        if (collected == null) {
            collected = new Collected(policy);
            counts.put(key, collected);
        }
        boolean known = collected.messages.containsKey(seen);
        if (!known && !room) {
            collected.leftOut += times;
            return;
        }
        observations += known ? 0 : 1;
        collected.messages.merge(seen, times, Long::sum);
    }

    /** Everything counted since the last call. */
    synchronized Map<Key, Collected> take() {
        Map<Key, Collected> taken = counts;
        counts = new LinkedHashMap<>();
        observations = 0;
        return taken;
    }

    /** Messages since the last call that were counted nowhere at all. */
    synchronized long takeUntold() {
        long number = untold;
        untold = 0;
        return number;
    }
}
