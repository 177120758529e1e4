package org.ecluse.server.health;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.server.intake.StoredMailRecovery;
import org.ecluse.server.jobs.JobName;
import org.ecluse.server.jobs.JobRun;
import org.ecluse.server.jobs.JobService;

/** Figures of the whole platform, asked of the database now. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ServiceFigures {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    @Inject
    private JobService jobs;

    @Inject
    private StoredMailRecovery recovery;

    @Inject
    private Clock clock;

    /** @param oldest how long the oldest entry has been waiting; zero if there is none */
    public record Queue(long waiting, Duration oldest) {}

    public Queue queue() {
        Object[] row = entityManager
                .createQuery("SELECT COUNT(q), MIN(q.queuedAt) FROM QueueEntryRow q", Object[].class)
                .getSingleResult();
        Duration oldest = Optional.ofNullable((Instant) row[1])
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
        return new Queue((Long) row[0], oldest);
    }

    /** Copies that wait to be scanned again (B8). */
    public long pendingScans() {
        return entityManager
                .createQuery("SELECT COUNT(p) FROM PendingScanRow p", Long.class)
                .getSingleResult();
    }

    /** Copies that wait because their domain is no customer's any more. */
    public long homelessCopies() {
        return entityManager
                .createQuery(
                        "SELECT COUNT(p) FROM PendingScanRow p JOIN CopyRow c ON c.id = p.copyId"
                                + " WHERE c.customerId IS NULL",
                        Long.class)
                .getSingleResult();
    }

    /** Messages in the store that could not be taken in again, at this node. */
    public int storedMailWaiting() {
        return recovery.waiting();
    }

    /** When the last report run ended, if there was one. */
    public Optional<Instant> lastReportRun() {
        return jobs.lastEnded(JobName.QUARANTINE_REPORT).flatMap(JobRun::endedAt);
    }
}
