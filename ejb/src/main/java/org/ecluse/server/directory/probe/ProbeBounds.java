package org.ecluse.server.directory.probe;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What one domain's servers are asked at most: two at a time, five a second (decisions: Recipient probes). */
final class ProbeBounds {
    private static final int AT_ONCE = 2;
    private static final int A_SECOND = 5;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final Semaphore connections = new Semaphore(AT_ONCE, true);
    private final long[] starts = new long[A_SECOND];
    private int oldest;
    private boolean full;

    /** Waits for a turn; false if none came in time. After true the caller must {@link #done()}. */
    boolean begin(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        if (!connections.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        long wait = reserve(deadline);
        if (wait < 0) {
            connections.release();
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(wait);
        return true;
    }

    void done() {
        connections.release();
    }

    /** Time until the reserved start, or -1 if it would be too late. */
    private synchronized long reserve(long deadline) {
        long now = System.nanoTime();
        long start = full ? Math.max(now, starts[oldest] + SECOND_NANOS) : now;
        if (start > deadline) {
            return -1;
        }
        starts[oldest] = start;
        oldest = (oldest + 1) % A_SECOND;
        full |= oldest == 0;
        return start - now;
    }
}
