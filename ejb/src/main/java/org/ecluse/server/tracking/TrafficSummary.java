package org.ecluse.server.tracking;

import java.util.Map;
import org.ecluse.server.tracking.CopyRow.State;
import org.ecluse.verdict.VerdictName;

/**
 * Traffic of a span of time.
 *
 * @param verdicts decided copies by verdict, those destroyed included
 * @param states the same copies by where they are now
 * @param refusedAtRcpt recipients refused before the message
 */
public record TrafficSummary(Map<VerdictName, Long> verdicts, Map<State, Long> states, long refusedAtRcpt) {
    public TrafficSummary {
        verdicts = Map.copyOf(verdicts);
        states = Map.copyOf(states);
    }

    /** All copies that were decided. */
    public long received() {
        return verdicts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** At the destination server, those released from quarantine included. */
    public long delivered() {
        return of(State.DELIVERED);
    }

    /** Put into a quarantine and still there. */
    public long quarantined() {
        return of(State.QUARANTINED);
    }

    /** Recipients and messages that stayed with their sender. */
    public long refused() {
        return refusedAtRcpt + of(State.REJECTED);
    }

    public long destroyed() {
        return of(State.DESTROYED);
    }

    /** Given up after all tries. */
    public long undeliverable() {
        return of(State.BOUNCED);
    }

    public long of(VerdictName verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    private long of(State state) {
        return states.getOrDefault(state, 0L);
    }
}
