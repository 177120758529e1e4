package org.ecluse.server.queue;

import java.time.Instant;

/**
 * A copy in the queue, as people see it.
 *
 * @param copyId public id
 * @param customerId null for mail of the service to the outside
 * @param reversePath "" for the null reverse-path
 * @param inDelivery a node is sending it now
 * @param attempts made so far
 * @param dueAt next attempt, unless held
 * @param lastReply what the next hop said last, "" before the first attempt
 */
public record QueuedCopy(
        String copyId,
        Long customerId,
        String recipient,
        String reversePath,
        String subject,
        String nextHop,
        QueueEntryRow.State state,
        boolean inDelivery,
        int attempts,
        Instant queuedAt,
        Instant dueAt,
        String lastReply) {}
