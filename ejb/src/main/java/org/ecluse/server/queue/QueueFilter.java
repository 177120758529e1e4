package org.ecluse.server.queue;

import java.util.Optional;

/**
 * What part of the queue is wanted.
 *
 * @param customerId one customer's copies; empty: all that the viewer sees
 * @param text part of recipient or next hop; "" for all
 */
public record QueueFilter(Optional<Long> customerId, String text, Optional<QueueEntryRow.State> state) {
    public static final QueueFilter ALL = new QueueFilter(Optional.empty(), "", Optional.empty());
}
