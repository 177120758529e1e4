package org.ecluse.filter.authentication.canon;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/**
 * Hashes one canonical body for many limits at the price of one: at each limit the state is copied and finished.
 */
final class ScopedDigest {
    private final MessageDigest digest = Sha256.create();
    private final long[] limits;
    private final Map<Long, byte[]> hashes = new HashMap<>();
    private int next;
    private long count;

    ScopedDigest(SortedSet<Long> limits) {
        this.limits = limits.stream().mapToLong(Long::longValue).toArray();
    }

    long count() {
        return count;
    }

    void update(byte[] octets, int from, int to) {
        int at = from;
        while (next < limits.length && limits[next] - count <= to - at) {
            int part = (int) (limits[next] - count);
            digest.update(octets, at, part);
            at += part;
            count += part;
            hashes.put(limits[next++], Sha256.snapshot(digest));
        }
        if (next < limits.length) {
            digest.update(octets, at, to - at); // behind the last limit octets are only counted
        }
        count += to - at;
    }

    /** Ends the body; limits that lie behind its end get the hash of all of it. */
    Map<Long, BodyHash> finish() {
        if (next < limits.length) {
            byte[] all = digest.digest();
            for (; next < limits.length; next++) {
                hashes.put(limits[next], all);
            }
        }
        Map<Long, BodyHash> results = new HashMap<>();
        hashes.forEach((limit, sha256) -> results.put(limit, new BodyHash(sha256, count)));
        return results;
    }
}
