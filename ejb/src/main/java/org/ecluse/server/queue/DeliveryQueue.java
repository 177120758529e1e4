package org.ecluse.server.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.server.tracking.CopyRow;

/** Takes copies that are to be delivered. */
@ApplicationScoped
public class DeliveryQueue {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    @Inject
    private DeliveryEngine engine;

    /**
     * Queues a persisted copy in the caller's transaction, so that copy and entry are committed together; the first
     * attempt begins right after the commit. The copy's state is the caller's to set: QUEUED.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void enqueue(CopyRow copy, Instant now) {
        String address = copy.deliveryAddress();
        String nextHop = address.substring(address.lastIndexOf('@') + 1);
        QueueEntryRow entry = new QueueEntryRow(copy, nextHop, now);
        entityManager.persist(entry);
        nudges().entries.add(DueEntry.of(entry));
    }

    /** As the first attempt; and a person asks for it, so that its servers are tried even if they were down a moment ago. */
    void retryAfterCommit(DueEntry entry) {
        nudges().entries.add(entry);
        nudges().asked.add(entry);
    }

    /** Those of this transaction, nudged together, so that the copies of one message travel together. */
    private Nudges nudges() {
        Nudges nudges = (Nudges) transactions.getResource(Nudges.class);
        if (nudges == null) {
            nudges = new Nudges(engine);
            transactions.putResource(Nudges.class, nudges);
            transactions.registerInterposedSynchronization(nudges);
        }
        return nudges;
    }

    private static final class Nudges implements Synchronization {
        private final DeliveryEngine engine;
        private final List<DueEntry> entries = new ArrayList<>();
        private final List<DueEntry> asked = new ArrayList<>();

        Nudges(DeliveryEngine engine) {
            this.engine = engine;
        }

        @Override
        public void beforeCompletion() {
            // Only what was committed is of interest.
            assert !entries.isEmpty();
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                engine.tryAgain(asked);
                engine.nudge(entries);
            }
        }
    }
}
