package org.ecluse.server.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.ecluse.server.tracking.CopyRow;

/** Takes copies that are to be delivered. */
@ApplicationScoped
public class DeliveryQueue {
    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private Event<CopyQueued> queued;

    /**
     * Queues a persisted copy in the caller's transaction, so that copy and entry are committed together; the first
     * attempt begins right after the commit. The copy's state is the caller's to set: QUEUED, or RELEASED from quarantine.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void enqueue(CopyRow copy, Instant now) {
        String address = copy.deliveryAddress();
        String nextHop = address.substring(address.lastIndexOf('@') + 1);
        QueueEntryRow entry = new QueueEntryRow(copy, nextHop, now);
        entityManager.persist(entry);
        queued.fire(new CopyQueued(entry.id(), nextHop));
    }
}
