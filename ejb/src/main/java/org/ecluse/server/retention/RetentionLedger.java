package org.ecluse.server.retention;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.ecluse.mail.MessageId;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.MessageRow;

/** Finds and removes old rows, a bounded number in each commit. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RetentionLedger {
    private static final List<CopyRow.State> UNFINISHED = List.of(
            CopyRow.State.QUEUED, CopyRow.State.QUARANTINED, CopyRow.State.RELEASED, CopyRow.State.SCAN_PENDING);

    private static final int INSTANCES_AT_ONCE = 1_000;

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    /** A held copy whose time is over. */
    public record Expired(long entryId, MessageId message) {}

    public List<Expired> expired(Instant now, int limit) {
        return entityManager
                .createQuery(
                        "SELECT q.id, m.publicId FROM QuarantineEntryRow q JOIN MessageRow m ON m.id = q.messageId"
                                + " WHERE q.state = :held AND q.expiresAt <= :now ORDER BY q.expiresAt, q.id",
                        Object[].class)
                .setParameter("held", QuarantineEntryRow.State.HELD)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new Expired((Long) row[0], new MessageId((String) row[1])))
                .toList();
    }

    /** Removes messages received before {@code before} whose copies are all final, with everything known of them. */
    public int removeMessages(Instant before, int limit) {
        List<Long> messages = entityManager
                .createQuery(
                        "SELECT m.id FROM MessageRow m WHERE m.receivedAt < :before AND m.content = :gone"
                                + " AND NOT EXISTS (SELECT c.id FROM CopyRow c WHERE c.message = m AND c.state IN :unfinished)"
                                + " ORDER BY m.receivedAt",
                        Long.class)
                .setParameter("before", before)
                .setParameter("gone", MessageRow.Content.GONE)
                .setParameter("unfinished", UNFINISHED)
                .setMaxResults(limit)
                .getResultList();
        if (messages.isEmpty()) {
            return 0;
        }
        List<Long> copies = entityManager
                .createQuery("SELECT c.id FROM CopyRow c WHERE c.message.id IN :messages", Long.class)
                .setParameter("messages", messages)
                .getResultList();
        if (!copies.isEmpty()) {
            delete("EventRow e WHERE e.copyId IN :ids", copies);
            delete("FeedbackRow f WHERE f.copyId IN :ids", copies);
        }
        delete("QuarantineEntryRow q WHERE q.messageId IN :ids", messages);
        delete("ReportRow r WHERE r.messageId IN :ids", messages);
        delete("FindingRow f WHERE f.messageId IN :ids", messages);
        delete("CopyRow c WHERE c.message.id IN :ids", messages);
        delete("MessageRow m WHERE m.id IN :ids", messages);
        return messages.size();
    }

    /** Removes events of refusals before DATA, which belong to no message. */
    public int removeRefusals(Instant before) {
        return entityManager
                .createQuery("DELETE FROM EventRow e WHERE e.copyId IS NULL AND e.happenedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    public int removeTombstones(Instant before) {
        return entityManager
                .createQuery("DELETE FROM TombstoneRow t WHERE t.destroyedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Removes executions that ended before {@code before} from the batch repository, whose tables have no mapping here. */
    public int removeExecutions(Instant before) {
        List<Long> instances = instancesOfExecutions(before);
        String ended = "(SELECT e.jobexecutionid FROM job_execution e WHERE e.endtime < :before)";
        nativeDelete(
                "DELETE FROM partition_execution WHERE stepexecutionid IN"
                        + " (SELECT s.stepexecutionid FROM step_execution s WHERE s.jobexecutionid IN " + ended + ")",
                before);
        nativeDelete("DELETE FROM step_execution WHERE jobexecutionid IN " + ended, before);
        int removed = nativeDelete("DELETE FROM job_execution WHERE endtime < :before", before);
        for (int i = 0; i < instances.size(); i += INSTANCES_AT_ONCE) {
            removeInstances(instances.subList(i, Math.min(i + INSTANCES_AT_ONCE, instances.size())));
        }
        return removed;
    }

    /** Of these only: an instance without an execution may be one that is just being started. */
    private List<Long> instancesOfExecutions(Instant before) {
        List<?> ids = entityManager
                .createNativeQuery("SELECT DISTINCT e.jobinstanceid FROM job_execution e WHERE e.endtime < :before")
                .setParameter("before", Timestamp.from(before))
                .getResultList();
        return ids.stream().map(id -> ((Number) id).longValue()).toList();
    }

    private void removeInstances(List<Long> ids) {
        entityManager
                .createNativeQuery("DELETE FROM job_instance WHERE jobinstanceid IN (:ids) AND NOT EXISTS"
                        + " (SELECT 1 FROM job_execution e WHERE e.jobinstanceid = job_instance.jobinstanceid)")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    private void delete(String from, List<Long> ids) {
        entityManager
                .createQuery("DELETE FROM " + from)
                .setParameter("ids", ids)
                .executeUpdate();
    }

    private int nativeDelete(String statement, Instant before) {
        return entityManager
                .createNativeQuery(statement)
                .setParameter("before", Timestamp.from(before))
                .executeUpdate();
    }
}
