package org.ecluse.server.greylist;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many tries are told in the timeline: as many as honest mail needs, not as many as an attacker can make. Each network and all
 * of them together have a store that refills. Safe for use by many threads.
 */
public final class EventBudget {
    /** For each /24 or /64 at once, and again within an hour. */
    static final int OF_NETWORK = 60;

    /** For all at once. */
    static final int IN_ALL = 10_000;

    private static final int IN_ALL_AN_HOUR = 2_000;
    private static final int NETWORKS = 10_000;

    private final Store all = new Store(IN_ALL, IN_ALL_AN_HOUR);
    private final Map<String, Store> byNetwork = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Store> eldest) {
            return size() > NETWORKS;
        }
    };

    private long untold;

    /** Whether one more is told. */
    public synchronized boolean admits(String network, Instant now) {
        boolean admitted = byNetwork
                        .computeIfAbsent(network, name -> new Store(OF_NETWORK, OF_NETWORK))
                        .take(now)
                && all.take(now);
        if (!admitted) {
            untold++;
        }
        return admitted;
    }

    /** How many were not told since the last call. */
    synchronized long takeUntold() {
        long number = untold;
        untold = 0;
        return number;
    }

    private static final class Store {
        private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

        private final int most;
        private final int anHour;
        private double left;
        private Instant filledAt = Instant.EPOCH;

        Store(int most, int anHour) {
            this.most = most;
            this.anHour = anHour;
        }

        boolean take(Instant now) {
            double millis = Math.max(0, Duration.between(filledAt, now).toMillis());
            left = Math.min(most, left + millis * anHour / HOUR_MILLIS);
            filledAt = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }
}
