package org.ecluse.server.tracking;

import java.util.Map;
import org.ecluse.verdict.VerdictName;

/**
 * Traffic of a span of time.
 *
 * @param copies decided copies by verdict, those destroyed included
 * @param refusedAtRcpt recipients refused before the message
 */
public record TrafficSummary(Map<VerdictName, Long> copies, long refusedAtRcpt) {
    public TrafficSummary {
        copies = Map.copyOf(copies);
    }

    public long total() {
        return copies.values().stream().mapToLong(Long::longValue).sum();
    }

    public long of(VerdictName verdict) {
        return copies.getOrDefault(verdict, 0L);
    }
}
