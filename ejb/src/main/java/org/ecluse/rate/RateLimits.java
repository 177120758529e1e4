package org.ecluse.rate;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much one client, or one network, may send.
 *
 * @param messages by window; a window that is missing or 0 has no limit
 * @param recipients likewise
 * @param connections at once; 0: no limit
 */
public record RateLimits(Map<RateWindow, Integer> messages, Map<RateWindow, Integer> recipients, int connections) {
    public RateLimits {
        messages = copy(messages);
        recipients = copy(recipients);
        if (connections < 0) {
            throw new IllegalArgumentException("connections " + connections);
        }
    }

    /** 0: there is no limit. */
    public int of(RateUnit unit, RateWindow window) {
        return (unit == RateUnit.MESSAGES ? messages : recipients).getOrDefault(window, 0);
    }

    private static Map<RateWindow, Integer> copy(Map<RateWindow, Integer> limits) {
        Map<RateWindow, Integer> copy = new EnumMap<>(RateWindow.class);
        limits.forEach((window, limit) -> {
            if (limit < 0) {
                throw new IllegalArgumentException(window + " " + limit);
            }
            copy.put(window, limit);
        });
        return Map.copyOf(copy);
    }
}
