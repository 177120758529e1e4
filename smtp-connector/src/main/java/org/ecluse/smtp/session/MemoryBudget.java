package org.ecluse.smtp.session;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of memory that all spooled bodies of a listener share. */
final class MemoryBudget {

    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    MemoryBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Takes the bytes, or takes nothing and returns false. */
    boolean tryReserve(long bytes) {
        if (usedBytes.addAndGet(bytes) <= limitBytes) return true;
        usedBytes.addAndGet(-bytes);
        return false;
    }

    void free(long bytes) {
        usedBytes.addAndGet(-bytes);
    }

    long usedBytes() {
        return usedBytes.get();
    }
}
