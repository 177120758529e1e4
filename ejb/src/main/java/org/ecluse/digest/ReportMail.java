package org.ecluse.digest;

import java.time.Instant;
import java.util.Optional;

/**
 * The mail of a report on its way.
 *
 * @param copyId public id of its copy, for tracking
 * @param to who gets it
 * @param queuedAt when it was made
 * @param endedAt when it was delivered or given up
 * @param reply of the receiver's mail server, the last one; "" if none was asked yet
 * @param entries how many messages it tells of
 */
public record ReportMail(
        String copyId, String to, Instant queuedAt, State state, Optional<Instant> endedAt, String reply, int entries) {
    /** Where it is. */
    public enum State {
        WAITING,
        DELIVERED,
        /** Refused for good, or given up. */
        FAILED
    }
}
