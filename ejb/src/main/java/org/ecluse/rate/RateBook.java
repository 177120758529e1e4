package org.ecluse.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what clients and their networks send, a bounded number of each: the one that was silent longest is forgotten for a new one,
 * which only gives it more room. Safe for use by many threads.
 */
public final class RateBook {
    private final Table addresses;
    private final Table networks;

    /** @param most clients, and as many networks, that are remembered */
    public RateBook(RateLimits ofAddress, RateLimits ofNetwork, int most) {
        addresses = new Table(ofAddress, false, most);
        networks = new Table(ofNetwork, true, most);
    }

    /**
     * Counts one more, unless a limit is used up.
     *
     * @return the limit that is used up for the longest time; then nothing was counted
     */
    public synchronized Optional<RateUse> take(String address, String network, RateUnit unit, Instant now) {
        List<RateUse> used = new ArrayList<>(addresses.uses(address, unit, now));
        used.addAll(networks.uses(network, unit, now));
        Optional<RateUse> over = used.stream().filter(RateUse::isUsedUp).max(Comparator.comparing(RateUse::freeIn));
        if (over.isEmpty()) {
            addresses.add(address, unit, now);
            networks.add(network, unit, now);
        }
        return over;
    }

    /** What is used to 80 % or more, most first: a walk through everybody, for people who look. */
    public synchronized List<RateUse> near(Instant now) {
        List<RateUse> near = new ArrayList<>(addresses.near(now));
        near.addAll(networks.near(now));
        near.sort(Comparator.comparing(RateUse::percent).reversed().thenComparing(RateUse::client));
        return near;
    }

    /** How many clients and networks are remembered. */
    public synchronized int size() {
        return addresses.clients.size() + networks.clients.size();
    }

    private static final class Table {
        private final RateLimits limits;
        private final boolean network;
        private final Map<String, SlidingCounts> clients;

        Table(RateLimits limits, boolean network, int most) {
            this.limits = limits;
            this.network = network;
            clients = new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, SlidingCounts> eldest) {
                    return size() > most;
                }
            };
        }

        void add(String client, RateUnit unit, Instant now) {
            clients.computeIfAbsent(client, name -> new SlidingCounts()).add(unit, now);
        }

        List<RateUse> uses(String client, RateUnit unit, Instant now) {
            SlidingCounts counts = clients.get(client);
            return counts == null ? List.of() : uses(client, counts, unit, now);
        }

        List<RateUse> near(Instant now) {
            List<RateUse> near = new ArrayList<>();
            clients.forEach((client, counts) -> {
                for (RateUnit unit : RateUnit.values()) {
                    uses(client, counts, unit, now).stream()
                            .filter(RateUse::isNear)
                            .forEach(near::add);
                }
            });
            return near;
        }

        private List<RateUse> uses(String client, SlidingCounts counts, RateUnit unit, Instant now) {
            List<RateUse> uses = new ArrayList<>();
            for (RateWindow window : RateWindow.values()) {
                int limit = limits.of(unit, window);
                if (limit > 0) {
                    int used = counts.used(unit, window, now);
                    Duration free = used < limit ? Duration.ZERO : counts.freeIn(unit, window, limit, now);
                    uses.add(new RateUse(client, network, unit, window, used, limit, free));
                }
            }
            return uses;
        }
    }
}
