package org.ecluse.smtp.session;

import java.nio.file.Path;

/** Free space of the spool's file system, asked at most once a second. */
final class FreeSpace {

    private static final long MAX_AGE_NANOS = 1_000_000_000L;

    private final Path directory;
    private final long minFreeBytes;
    private volatile long usableBytes;
    private volatile long askedAtNanos;

    FreeSpace(Path directory, long minFreeBytes) {
        this.directory = directory;
        this.minFreeBytes = minFreeBytes;
        ask(System.nanoTime());
    }

    /** Whether {@code wantedBytes} more leave the minimum free. */
    boolean allows(long wantedBytes) {
        if (minFreeBytes <= 0) return true;
        long now = System.nanoTime();
        if (now - askedAtNanos > MAX_AGE_NANOS) ask(now);
        return usableBytes - wantedBytes >= minFreeBytes;
    }

    private void ask(long now) {
        usableBytes = directory.toFile().getUsableSpace();
        askedAtNanos = now;
    }
}
