package org.ecluse.web.link;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bounded number of requests a minute for each client address. Whoever guesses tokens guesses slowly; the table is bounded too.
 * Safe for use by many threads.
 */
final class RequestRate {
    private static final int MOST_CLIENTS = 10_000;

    private final int perMinute;
    private final Map<String, Window> windows = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    RequestRate(int perMinute) {
        this.perMinute = perMinute;
    }

    /** False: too many in this minute. */
    synchronized boolean admits(String client, long epochMinute) {
        Window before = windows.get(client);
        int count = before != null && before.minute() == epochMinute ? before.count() + 1 : 1;
        windows.put(client, new Window(epochMinute, count));
        return count <= perMinute;
    }

    private record Window(long minute, int count) {}
}
