package org.ecluse.server.greylist;

import java.time.Instant;
import java.util.Set;
import org.ecluse.policy.Doubt;

/**
 * What is told of a delayed correspondence.
 *
 * @param id of the notice: {@code <greyId>.<customer>}
 * @param greyId opaque, the same for all customers
 * @param sender of the last try, "" for a bounce
 * @param senderDomain that waits; for a bounce what HELO said
 * @param recipient of the last try, address key
 * @param doubts why; empty: every new correspondence waits
 * @param passed it came back, or was let through
 * @param tries counted up to a bound
 * @param retryFrom earliest time of a try that passes
 * @param retryUntil latest time of it
 * @param forgetAt then it begins anew
 */
public record GreyNotice(
        String id,
        String greyId,
        long customerId,
        String sender,
        String senderDomain,
        String recipient,
        String clientAddress,
        String helo,
        Set<Doubt> doubts,
        boolean passed,
        int tries,
        Instant firstAt,
        Instant lastAt,
        Instant retryFrom,
        Instant retryUntil,
        Instant forgetAt) {
    public GreyNotice {
        doubts = Set.copyOf(doubts);
    }
}
