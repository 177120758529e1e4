package org.ecluse.rate;

import java.time.Duration;
import java.time.Instant;

/**
 * What one client sent, counted over sliding windows. Each window is cut into six slices and the present one; a slice counts until
 * it is wholly outside. So no window ever holds more than its limit, and room comes back at most a sixth of the window late.
 * A fixed 256 octets for each client.
 */
final class SlidingCounts {
    private static final int SLICES = 6;
    private static final int KEPT = SLICES + 1;
    private static final int WINDOWS = RateWindow.values().length;

    private final int[] counts = new int[RateUnit.values().length * WINDOWS * KEPT];
    private final long[] newest = new long[WINDOWS];

    void add(RateUnit unit, Instant now) {
        for (RateWindow window : RateWindow.values()) {
            long slice = advance(window, now);
            counts[at(unit, window, slice)]++;
        }
    }

    int used(RateUnit unit, RateWindow window, Instant now) {
        long slice = advance(window, now);
        int used = 0;
        for (int back = 0; back < KEPT; back++) {
            used += counts[at(unit, window, slice - back)];
        }
        return used;
    }

    /** When fewer than {@code limit} are left, rounded up to whole seconds; zero if that is now. */
    Duration freeIn(RateUnit unit, RateWindow window, int limit, Instant now) {
        int left = used(unit, window, now);
        long oldest = newest[window.ordinal()] - SLICES;
        long leaves = oldest + KEPT;
        for (long slice = oldest; left >= limit && slice <= newest[window.ordinal()]; slice++) {
            left -= counts[at(unit, window, slice)];
            leaves = slice + KEPT;
            if (left < limit) {
                long millis = leaves * sliceMillis(window) - now.toEpochMilli();
                return Duration.ofSeconds(Math.max(1, (millis + 999) / 1000));
            }
        }
        return Duration.ZERO;
    }

    /** Empties the slices that began since the last call; the number of the present one. A clock that goes back stands still. */
    private long advance(RateWindow window, Instant now) {
        long slice = Math.max(now.toEpochMilli() / sliceMillis(window), newest[window.ordinal()]);
        long from = Math.max(newest[window.ordinal()] + 1, slice - SLICES);
        for (long begun = from; begun <= slice; begun++) {
            for (RateUnit unit : RateUnit.values()) {
                counts[at(unit, window, begun)] = 0;
            }
        }
        newest[window.ordinal()] = slice;
        return slice;
    }

    private static long sliceMillis(RateWindow window) {
        return window.length().toMillis() / SLICES;
    }

    private static int at(RateUnit unit, RateWindow window, long slice) {
        return (unit.ordinal() * WINDOWS + window.ordinal()) * KEPT + (int) Math.floorMod(slice, KEPT);
    }
}
