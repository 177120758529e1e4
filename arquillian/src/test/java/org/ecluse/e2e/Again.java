package org.ecluse.e2e;

import java.time.Duration;

/** Lets something be done now, and again after a while: for what the server takes notice of seconds after it was told. */
public final class Again {
    private final long pauseNanos;
    private long due = System.nanoTime();

    private Again(Duration pause) {
        this.pauseNanos = pause.toNanos();
    }

    public static Again every(Duration pause) {
        return new Again(pause);
    }

    public boolean isDue() {
        long now = System.nanoTime();
        if (now - due < 0) {
            return false;
        }
        due = now + pauseNanos;
        return true;
    }
}
