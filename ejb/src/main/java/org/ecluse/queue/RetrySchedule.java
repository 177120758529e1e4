package org.ecluse.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * When a copy is tried again: twice as long each time, with up to a fifth of chance, so that what failed together does not
 * come back together.
 *
 * @param first wait after the first attempt
 * @param longest wait
 * @param giveUpAfter time in the queue after which a failure is final
 */
public record RetrySchedule(Duration first, Duration longest, Duration giveUpAfter) {
    private static final int MOST_DOUBLINGS = 30;
    private static final double JITTER = 0.2;

    /**
     * @param attempts made so far, at least 1
     * @param chance from 0 to 1
     */
    public Instant next(Instant now, int attempts, DoubleSupplier chance) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(MOST_DOUBLINGS, attempts - 1));
        double wait = Math.min(doubled, longest.toMillis());
        return now.plusMillis((long) (wait * (1 - JITTER + 2 * JITTER * chance.getAsDouble())));
    }

    public boolean isOver(Instant queuedAt, Instant now) {
        return !now.isBefore(queuedAt.plus(giveUpAfter));
    }
}
