package org.ecluse.server.reputation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.reputation.Seen;

/**
 * A client on the internal block list, or one that was.
 *
 * @param id opaque; the page for its postmaster has it
 * @param client IPv4 address, or network in CIDR form
 * @param seen why
 * @param lastAt when something was last seen of it that counts
 * @param endsAt when it leaves the list by itself
 * @param refusedUntil when its mail is taken again; empty: it always was
 */
public record ListedClient(
        String id,
        String client,
        Seen seen,
        Instant listedAt,
        Instant lastAt,
        Instant endsAt,
        Optional<Instant> refusedUntil,
        Optional<Removal> removal) {
    /**
     * An administrator took it off.
     *
     * @param exemptUntil when it may be listed again
     */
    public record Removal(String by, Instant at, Instant exemptUntil) {}

    /** What follows from it now. */
    public enum State {
        /** Its mail is refused. */
        REFUSED,
        /** It is a doubt for the grey zone. */
        LISTED,
        /** An administrator took it off, and it is not listed again for a time. */
        REMOVED,
        /** Nothing any more. */
        ENDED
    }

    public State state(Instant now) {
        if (removal.isPresent()) {
            return now.isBefore(removal.get().exemptUntil()) ? State.REMOVED : State.ENDED;
        }
        if (!now.isBefore(endsAt)) {
            return State.ENDED;
        }
        return refusedUntil.filter(now::isBefore).isPresent() ? State.REFUSED : State.LISTED;
    }

    /** What was seen of it, by the name of the observation, in a fixed order; none is 0. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        seen.numbers().forEach((what, number) -> counts.put(what.name(), number));
        return counts;
    }

    /** When the counting of these began. */
    public Instant countedSince() {
        return seen.since();
    }

    public boolean isNetwork() {
        return client.indexOf('/') >= 0;
    }
}
