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

/** Rows of job runs: who runs what until when. Each change is a commit of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JobLedger {
    /** Renewed every minute, so two may be missed. */
    static final Duration LEASE = Duration.ofMinutes(3);

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

    /** @throws jakarta.ejb.EJBException another node began the same run meanwhile */
    public JobRunRow begin(RunRequest request, String owner) {
        Instant now = clock.instant();
        JobRunRow row = new JobRunRow(request, owner, now, now.plus(LEASE));
        entityManager.persist(row);
        // The unique constraint speaks now, inside this method, and not at a commit that the caller cannot tell from
        // others.
        entityManager.flush();
        return row;
    }

    public void executes(long id, long executionId) {
        find(id).ifPresent(row -> row.executes(executionId));
    }

    public void summarise(long id, String summary) {
        find(id).ifPresent(row -> row.summarise(summary));
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

    /** Claims a run whose lease is over. Of several nodes exactly one hears true. */
    public boolean takeOver(long id, String newOwner) {
        Instant now = clock.instant();
        return entityManager
                        .createQuery("UPDATE JobRunRow r SET r.owner = :owner, r.leaseUntil = :until"
                                + " WHERE r.id = :id AND r.state = :running AND r.leaseUntil < :now")
                        .setParameter("owner", newOwner)
                        .setParameter("until", now.plus(LEASE))
                        .setParameter("id", id)
                        .setParameter("running", JobRunRow.State.RUNNING)
                        .setParameter("now", now)
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
