package org.ecluse.filter.greylist;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a try in the grey zone leads to.
 *
 * @param entry of the correspondence after this try; after a pass it is kept no more
 * @param from earliest time of a try that passes; meaningless after a pass
 * @param until latest time of it
 */
public record GreyDecision(Kind kind, GreyEntry entry, Instant from, Instant until) {
    /** The words of R1.4, and two ways to pass. */
    public enum Kind {
        FIRST,
        EARLY,
        LATE,
        /** Came back in time. */
        IN_TIME,
        /** Was late twice and came back: it does retry, only slowly. */
        LATE_TWICE
    }

    public boolean passes() {
        return kind == Kind.IN_TIME || kind == Kind.LATE_TWICE;
    }

    /** How long a sender has to wait, rounded up to whole seconds. */
    public Duration after(Instant now) {
        Duration exact = Duration.between(now, from);
        return exact.isNegative() ? Duration.ZERO : exact.plusMillis(999).withNanos(0);
    }

    /** How long it then has at most, counted from now, rounded down to whole seconds. */
    public Duration within(Instant now) {
        // The window was opened on a whole millisecond: one that opens now ends in an hour, not in 59 minutes.
        Duration exact = Duration.between(now.truncatedTo(ChronoUnit.MILLIS), until);
        return exact.isNegative() ? Duration.ZERO : exact.withNanos(0);
    }
}
