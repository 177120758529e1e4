package org.ecluse.server.jobs;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.rows.Bounded;

/** Rows of job runs: who runs what until when. Each change is a commit of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JobLedger {
    /** Renewed every minute, so two may be missed. */
    static final Duration LEASE = Duration.ofMinutes(3);

    private static final int SUMMARY_LIMIT = 1_000;

    /** A second insert waits for the first and then does nothing; an exception would be logged as an error by the container. */
    private static final String BEGIN =
            "INSERT INTO job_run (id, name, run_key, asked_by, early, state, owner, lease_until, summary, started_at)"
                    + " VALUES (NEXTVAL('job_seq'), :name, :key, :askedBy, :early, :state, :owner, :until, '', :now) ON CONFLICT DO NOTHING";

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    Clock clock;

    public Optional<JobRunRow> find(JobName name, String runKey) {
        return entityManager
                .createQuery("SELECT r FROM JobRunRow r WHERE r.name = :name AND r.runKey = :key", JobRunRow.class)
                .setParameter("name", name.word())
                .setParameter("key", runKey)
                .getResultStream()
                .findFirst();
    }

    public Optional<JobRunRow> find(long id) {
        return Optional.ofNullable(entityManager.find(JobRunRow.class, id));
    }

    /** Begins a run. Empty: somebody else began the same one, at this moment or earlier. */
    public Optional<JobRunRow> begin(RunRequest request, String owner) {
        Instant now = clock.instant();
        int begun = entityManager
                .createNativeQuery(BEGIN)
                .setParameter("name", request.name().word())
                .setParameter("key", request.runKey())
                .setParameter("askedBy", request.askedBy())
                .setParameter("early", request.early())
                .setParameter("state", JobRunRow.State.RUNNING.name())
                .setParameter("owner", owner)
                .setParameter("until", now.plus(LEASE))
                .setParameter("now", now)
                .executeUpdate();
        return begun == 1 ? find(request.name(), request.runKey()) : Optional.empty();
    }

    /** Of its own columns only: the run may have ended already, and that must stand. */
    public void executes(long id, long executionId) {
        entityManager
                .createQuery("UPDATE JobRunRow r SET r.executionId = :execution WHERE r.id = :id")
                .setParameter("execution", executionId)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** As {@link #executes}, of its own column only. */
    public void summarise(long id, String summary) {
        entityManager
                .createQuery("UPDATE JobRunRow r SET r.summary = :summary WHERE r.id = :id")
                .setParameter("summary", Bounded.text(summary, SUMMARY_LIMIT))
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Ends a run once; false: it had ended before. */
    public boolean end(long id, JobRunRow.State how) {
        return entityManager
                        .createQuery("UPDATE JobRunRow r SET r.state = :how, r.endedAt = :now"
                                + " WHERE r.id = :id AND r.state = :running")
                        .setParameter("how", how)
                        .setParameter("now", clock.instant())
                        .setParameter("id", id)
                        .setParameter("running", JobRunRow.State.RUNNING)
                        .executeUpdate()
                == 1;
    }

    public void renew(long id, String owner) {
        entityManager
                .createQuery("UPDATE JobRunRow r SET r.leaseUntil = :until"
                        + " WHERE r.id = :id AND r.owner = :owner AND r.state = :running")
                .setParameter("until", clock.instant().plus(LEASE))
                .setParameter("id", id)
                .setParameter("owner", owner)
                .setParameter("running", JobRunRow.State.RUNNING)
                .executeUpdate();
    }

    /** Claims a run of an owner that is gone, as it was read. Of several nodes exactly one hears true, and none if the owner lives. */
    public boolean takeOver(JobRunRow seen, String newOwner) {
        return entityManager
                        .createQuery("UPDATE JobRunRow r SET r.owner = :owner, r.leaseUntil = :until"
                                + " WHERE r.id = :id AND r.state = :running"
                                + " AND r.owner = :before AND r.leaseUntil = :lease")
                        .setParameter("owner", newOwner)
                        .setParameter("until", clock.instant().plus(LEASE))
                        .setParameter("id", seen.id())
                        .setParameter("running", JobRunRow.State.RUNNING)
                        .setParameter("before", seen.owner())
                        .setParameter("lease", seen.leaseUntil())
                        .executeUpdate()
                == 1;
    }

    public List<JobRunRow> running() {
        return entityManager
                .createQuery("SELECT r FROM JobRunRow r WHERE r.state = :running ORDER BY r.id", JobRunRow.class)
                .setParameter("running", JobRunRow.State.RUNNING)
                .getResultList();
    }

    /** Newest first. */
    public Page<JobRunRow> list(Optional<JobName> name, PageRequest page) {
        List<JobRunRow> items = entityManager
                .createQuery(
                        "SELECT r FROM JobRunRow r WHERE r.name LIKE :name ORDER BY r.startedAt DESC, r.id DESC",
                        JobRunRow.class)
                .setParameter("name", name.map(JobName::word).orElse("%"))
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList();
        long total = entityManager
                .createQuery("SELECT COUNT(r) FROM JobRunRow r WHERE r.name LIKE :name", Long.class)
                .setParameter("name", name.map(JobName::word).orElse("%"))
                .getSingleResult();
        return new Page<>(items, total);
    }

    /** The run that ended last, whatever its end. */
    public Optional<JobRunRow> lastEnded(JobName name) {
        return entityManager
                .createQuery(
                        "SELECT r FROM JobRunRow r WHERE r.name = :name AND r.endedAt IS NOT NULL ORDER BY r.endedAt DESC",
                        JobRunRow.class)
                .setParameter("name", name.word())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Removes what ended before {@code before}. */
    public int forget(Instant before) {
        return entityManager
                .createQuery("DELETE FROM JobRunRow r WHERE r.endedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }
}
