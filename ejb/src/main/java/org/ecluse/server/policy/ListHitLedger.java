package org.ecluse.server.policy;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Set;

/** Writes the last use of list entries, a commit of its own: it must not make the commit of a mail wait or fail. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ListHitLedger {
    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    /** An entry that is gone by now is left out. */
    public void hit(Set<Long> ids, Instant now) {
        rows.createQuery("update ListEntryRow e set e.lastHitAt = :now where e.id in :ids")
                .setParameter("now", now)
                .setParameter("ids", ids)
                .executeUpdate();
    }
}
