package org.ecluse.filter.campaign;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * From where copies of one text came: a bounded number of pairs of sender domain and network, as hashes. Immutable; its text is what a
 * cache keeps.
 */
public final class Sources {
    /** More are not told apart: so many are enough for anything. */
    static final int MOST = 40;

    private static final String VERSION = "v1";

    private final long sinceMillis;
    private final Set<String> pairs;

    private Sources(long sinceMillis, Set<String> pairs) {
        this.sinceMillis = sinceMillis;
        this.pairs = pairs;
    }

    /** None yet; counting begins. */
    public static Sources none(Instant now) {
        return new Sources(now.toEpochMilli(), Set.of());
    }

    /** When counting began. */
    public Instant since() {
        return Instant.ofEpochMilli(sinceMillis);
    }

    /**
     * With one more.
     *
     * @param domain the sender's, as registered
     * @param network of the client
     */
    public Sources with(String domain, String network) {
        if (pairs.size() >= MOST) {
            return this;
        }
        String pair = Integer.toHexString(domain.hashCode()) + "/" + Integer.toHexString(network.hashCode());
        if (pairs.contains(pair)) {
            return this;
        }
        Set<String> more = new LinkedHashSet<>(pairs);
        more.add(pair);
        return new Sources(sinceMillis, more);
    }

    /** How many of them have nothing to do with each other: neither domain nor network in common, at least about. */
    public int unrelated() {
        Set<String> domains = new HashSet<>();
        Set<String> networks = new HashSet<>();
        for (String pair : pairs) {
            int slash = pair.indexOf('/');
            domains.add(pair.substring(0, slash));
            networks.add(pair.substring(slash + 1));
        }
        return Math.min(domains.size(), networks.size());
    }

    /** What {@link #toString} wrote; anything else is none. */
    public static Optional<Sources> parse(String text) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != 3 || !fields[1].matches("[0-9]{1,15}") || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        Set<String> pairs = new LinkedHashSet<>();
        for (String pair : fields[2].split(",", MOST + 1)) {
            if (pair.matches("[0-9a-f]{1,8}/[0-9a-f]{1,8}")) {
                pairs.add(pair);
            }
        }
        return Optional.of(new Sources(Long.parseLong(fields[1]), pairs));
    }

    @Override
    public String toString() {
        return VERSION + "|" + sinceMillis + "|" + String.join(",", pairs);
    }
}
