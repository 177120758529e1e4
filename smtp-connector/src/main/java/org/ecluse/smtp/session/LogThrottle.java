package org.ecluse.smtp.session;

import java.lang.System.Logger.Level;

/** Logs one failure in ten seconds with its cause and counts the others: a call that always fails fills no disk. */
final class LogThrottle {

    private static final long PAUSE_NANOS = 10_000_000_000L;

    private final System.Logger log;
    private long nextAtNanos = System.nanoTime();
    private long left;

    LogThrottle(Class<?> owner) {
        log = System.getLogger(owner.getName());
    }

    void failed(String what, Throwable cause) {
        long unsaid;
        synchronized (this) {
            long now = System.nanoTime();
            if (now - nextAtNanos < 0) {
                left++;
                return;
            }
            nextAtNanos = now + PAUSE_NANOS;
            unsaid = left;
            left = 0;
        }
        log.log(Level.ERROR, unsaid == 0 ? what : what + " (and " + unsaid + " more failures before)", cause);
    }
}
