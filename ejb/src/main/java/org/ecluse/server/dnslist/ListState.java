package org.ecluse.server.dnslist;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.dnslist.ListFault;

/**
 * How a list fares at this node, since it started or the list was changed.
 *
 * @param fault why it is not believed, if that is known
 * @param detail the answer that is the fault, else ""
 * @param since when its health became what it is
 * @param checkedAt when its test points were last looked at
 * @param asked questions about senders
 * @param listed answers that named the sender
 * @param silent questions without an answer
 */
public record ListState(
        Health health,
        Optional<ListFault> fault,
        String detail,
        Instant since,
        Optional<Instant> checkedAt,
        long asked,
        long listed,
        long silent) {
    /** Whether a list is asked about senders; only a believed one is. */
    public enum Health {
        /** Its test points have not been looked at. */
        UNCHECKED,
        BELIEVED,
        SWITCHED_OFF
    }
}
