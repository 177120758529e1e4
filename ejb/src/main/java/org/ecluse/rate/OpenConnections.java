package org.ecluse.rate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts connections at once, by client and network. Bounded by the sessions that the listeners take. Safe for use by many threads.
 */
public final class OpenConnections {
    private final int ofAddress;
    private final int ofNetwork;
    private final Map<String, Integer> open = new HashMap<>();

    /** @param ofAddress 0: no limit; likewise {@code ofNetwork} */
    public OpenConnections(int ofAddress, int ofNetwork) {
        this.ofAddress = ofAddress;
        this.ofNetwork = ofNetwork;
    }

    /** @param client address or network that has as many as it may */
    public record Full(String client, int open, int limit) {}

    /** Counts one more, which {@link #close} takes back; if there are too many already, nothing is counted. */
    public synchronized Optional<Full> open(String address, String network) {
        Optional<Full> full = full(address, ofAddress).or(() -> full(network, ofNetwork));
        if (full.isEmpty()) {
            open.merge(address, 1, Integer::sum);
            open.merge(network, 1, Integer::sum);
        }
        return full;
    }

    /** Takes back what {@link #open} counted. */
    public synchronized void close(String address, String network) {
        open.computeIfPresent(address, (name, count) -> count == 1 ? null : count - 1);
        open.computeIfPresent(network, (name, count) -> count == 1 ? null : count - 1);
    }

    /** How many clients and networks have one open. */
    public synchronized int size() {
        return open.size();
    }

    private Optional<Full> full(String client, int limit) {
        int now = open.getOrDefault(client, 0);
        return limit > 0 && now >= limit ? Optional.of(new Full(client, now, limit)) : Optional.empty();
    }
}
