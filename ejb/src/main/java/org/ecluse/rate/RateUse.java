package org.ecluse.rate;

import java.time.Duration;

/**
 * How far a client has used up a limit (B11).
 *
 * @param client address or network, as it is counted
 * @param network whether the limit is that of a network
 * @param used not more than {@code limit}: what is refused is not counted
 * @param freeIn when there is room for one more; zero while there is
 */
public record RateUse(
        String client, boolean network, RateUnit unit, RateWindow window, int used, int limit, Duration freeIn) {
    private static final int NEAR_PERCENT = 80;
    private static final int PERCENT = 100;

    /** Whether it is time to warn: at 80 % (B11). */
    public boolean isNear() {
        return (long) used * PERCENT >= (long) limit * NEAR_PERCENT;
    }

    public boolean isUsedUp() {
        return used >= limit;
    }

    /** In whole per cent, rounded down. */
    public int percent() {
        return (int) ((long) used * PERCENT / limit);
    }
}
