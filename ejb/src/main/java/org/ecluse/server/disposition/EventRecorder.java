package org.ecluse.server.disposition;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.ecluse.server.tracking.EventRow;

/** Writes single timeline entries in a transaction of their own. */
@Stateless
public class EventRecorder {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void record(EventRow event) {
        entityManager.persist(event);
    }
}
