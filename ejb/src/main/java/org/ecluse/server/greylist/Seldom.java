package org.ecluse.server.greylist;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Lets one of many through in a while: for log lines about what goes wrong with every mail. Safe for use by many threads. */
final class Seldom {
    private final Duration interval;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    Seldom(Duration interval) {
        this.interval = interval;
    }

    boolean isDue(Instant now) {
        Instant before = last.get();
        return !now.isBefore(before.plus(interval)) && last.compareAndSet(before, now);
    }
}
