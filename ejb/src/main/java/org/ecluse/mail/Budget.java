package org.ecluse.mail;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one message may cost. Every loop over input calls {@link #check()}: interruption alone stops nothing.
 * Used by one thread at a time.
 */
public final class Budget {
    private volatile long deadlineNanos;
    private final LongSupplier nanoClock;
    private long bytesLeft;
    private long entriesLeft;

    private Budget(Duration time, long bytes, long entries, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.deadlineNanos = nanoClock.getAsLong() + time.toNanos();
        this.bytesLeft = bytes;
        this.entriesLeft = entries;
    }

    /**
     * @param bytes decoded bytes that may be looked at
     * @param entries parts, links, archive members together
     */
    public static Budget of(Duration time, long bytes, long entries) {
        return new Budget(time, bytes, entries, System::nanoTime);
    }

    /** For tests that drive the clock. */
    public static Budget of(Duration time, long bytes, long entries, LongSupplier nanoClock) {
        return new Budget(time, bytes, entries, nanoClock);
    }

    /** @throws BudgetExceededException when the time is used up or the thread was interrupted */
    public void check() {
        if (Thread.currentThread().isInterrupted() || nanoClock.getAsLong() - deadlineNanos > 0) {
            throw new BudgetExceededException("time");
        }
    }

    /** The time that is left; zero if none. May be asked by any thread. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - nanoClock.getAsLong()));
    }

    /** Time that passed while it waited for others does not count. @param nanos ns */
    public void waited(long nanos) {
        deadlineNanos += nanos;
    }

    public void spendBytes(long bytes) {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw new BudgetExceededException("bytes");
        }
        check();
    }

    public void spendEntry() {
        entriesLeft--;
        if (entriesLeft < 0) {
            throw new BudgetExceededException("entries");
        }
        check();
    }

    /** The mail costs more than it may. The pipeline turns it into a finding or into "unavailable", never into "clean". */
    public static final class BudgetExceededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BudgetExceededException(String what) {
            super(what);
        }

        /** True if time ran out: another try may end in time, while too many bytes or entries stay too many. */
        public boolean isTime() {
            return "time".equals(getMessage());
        }
    }
}
