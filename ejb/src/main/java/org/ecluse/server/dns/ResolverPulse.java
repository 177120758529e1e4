package org.ecluse.server.dns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the resolvers are alive, judged by what came of the last questions. While they are dead only one question a second goes
 * out, so that mail hears 451 or goes on without the facts at once, and no thread waits for what will not come.
 */
final class ResolverPulse {
    private static final int SILENT_IN_A_ROW = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Clock clock;
    private int silentInARow;
    private Instant nextTry = Instant.MIN;

    ResolverPulse(Clock clock) {
        this.clock = clock;
    }

    /** Whether a question may go out now. */
    synchronized boolean mayAsk() {
        if (silentInARow < SILENT_IN_A_ROW) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(nextTry)) {
            return false;
        }
        nextTry = now.plus(BETWEEN_TRIES);
        return true;
    }

    /** An answer came, of whatever kind: one broken zone says nothing about the resolver. */
    synchronized void answered() {
        silentInARow = 0;
    }

    /** Nothing came in time. */
    synchronized void silent() {
        silentInARow = Math.min(SILENT_IN_A_ROW, silentInARow + 1);
    }

    synchronized boolean isAlive() {
        return silentInARow < SILENT_IN_A_ROW;
    }
}
