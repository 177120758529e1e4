package org.ecluse.queue.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends writes that a server does not read. Java has no time-out for a blocking write, so each one notes its deadline and
 * {@link #closeOverdue()}, called every second or so, closes the sockets of those that are over it.
 */
public final class WriteGuard {
    private final Set<GuardedOutput> open = ConcurrentHashMap.newKeySet();

    void watch(GuardedOutput output) {
        open.add(output);
    }

    void forget(GuardedOutput output) {
        open.remove(output);
    }

    /** Closes every connection whose write has lasted too long; its thread gets an exception. */
    public void closeOverdue() {
        long now = System.nanoTime();
        for (GuardedOutput output : open) {
            if (output.isOverdue(now)) {
                try {
                    output.abort();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    open.remove(output);
                }
            }
        }
    }
}
