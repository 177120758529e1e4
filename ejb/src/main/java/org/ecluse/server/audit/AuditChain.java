package org.ecluse.server.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.security.AuditRow;

/**
 * Seals what was written to the audit trail, and finds out whether it was changed since. An entry that is changed, removed or put in, by whoever
 * reaches the database, is found by {@link #check}; whoever could make the whole chain anew is found by a head that somebody noted elsewhere.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AuditChain {
    private static final int BATCH = 500;

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    /** Seals some of what is not sealed yet, in the order in which it was written. @return how many; 0: all is sealed */
    public int seal() {
        AuditChainRow chain = locked();
        List<AuditRow> loose = rows.createQuery(
                        "select a from AuditRow a where a.chainNo is null order by a.id", AuditRow.class)
                .setMaxResults(BATCH)
                .getResultList();
        for (AuditRow row : loose) {
            long number = chain.lengthNo() + 1;
            String hash = AuditLink.hash(chain.head(), number, row);
            row.seal(number, hash);
            chain.grown(number, hash);
        }
        return loose.size();
    }

    /** Length and head of the chain now. */
    public AuditHead head() {
        AuditChainRow chain = begun();
        return new AuditHead(chain.lengthNo(), chain.head());
    }

    /** Reads the chain from its start. @return the first number at which it is broken; empty: it is whole */
    public Optional<Long> check() {
        AuditChainRow chain = begun();
        long number = chain.removedNo();
        String hash = chain.startHash();
        List<AuditRow> next = after(number);
        while (!next.isEmpty()) {
            for (AuditRow row : next) {
                if (row.chainNo() > chain.lengthNo()) {
                    return Optional.empty(); // sealed since this began
                }
                number++;
                hash = AuditLink.hash(hash, number, row);
                if (row.chainNo() != number || !hash.equals(row.hash())) {
                    return Optional.of(number);
                }
            }
            rows.clear(); // a trail of years does not fit into memory
            next = after(number);
        }
        return number == chain.lengthNo() && hash.equals(chain.head()) ? Optional.empty() : Optional.of(number + 1);
    }

    /** Removes sealed entries from before {@code before}, the oldest first, and remembers where the chain begins now. @return how many */
    public int removeOld(Instant before) {
        AuditChainRow chain = locked();
        List<AuditRow> oldest = after(chain.removedNo());
        int removed = 0;
        for (AuditRow row : oldest) {
            if (!row.happenedAt().isBefore(before)) {
                break;
            }
            chain.cut(row.chainNo(), row.hash());
            rows.remove(row);
            removed++;
        }
        return removed;
    }

    /** As it is once nobody else changes it. */
    private AuditChainRow locked() {
        AuditChainRow chain = begun();
        rows.refresh(chain, LockModeType.PESSIMISTIC_WRITE);
        return chain;
    }

    /** Without a link if there was none yet. */
    private AuditChainRow begun() {
        rows.createNativeQuery("INSERT INTO audit_chain (id, length_no, head, removed_no, start_hash)"
                        + " VALUES (1, 0, '', 0, '') ON CONFLICT DO NOTHING")
                .executeUpdate();
        return rows.find(AuditChainRow.class, AuditChainRow.ONLY);
    }

    private List<AuditRow> after(long number) {
        return rows.createQuery("select a from AuditRow a where a.chainNo > :number order by a.chainNo", AuditRow.class)
                .setParameter("number", number)
                .setMaxResults(BATCH)
                .getResultList();
    }
}
