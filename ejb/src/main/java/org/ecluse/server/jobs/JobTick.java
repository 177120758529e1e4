package org.ecluse.server.jobs;

import jakarta.ejb.EJBException;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.ecluse.server.digest.ReportService;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;

/** Looks every minute, on every node, what is to run; the run's row decides which node does it. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JobTick {
    /** The quiet hour, UTC. */
    private static final int RETENTION_HOUR = 3;

    /** After a run in which a report failed: what is wrong is seldom right a minute later. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(5);

    @Inject
    JobService jobs;

    @Inject
    ReportService reports;

    @Inject
    SubscriptionService subscriptions;

    @Inject
    Readiness readiness;

    @Inject
    Clock clock;

    @Schedule(hour = "*", minute = "*", second = "5", persistent = false)
    @Lock(LockType.WRITE)
    void minute() {
        if (!readiness.isReady()) {
            return;
        }
        try {
            look();
        } catch (EJBException e) {
            ServerLog.LOG.jobTickFailed(e);
        }
    }

    private void look() {
        jobs.keepRunning();
        subscriptions.subscribeNewRecipients();
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        if (now.getHour() >= RETENTION_HOUR) {
            LocalDate today = now.toLocalDate();
            jobs.start(JobName.RETENTION, today.toString());
        }
        if (reports.anyDue() && !jobs.isRunning(JobName.QUARANTINE_REPORT) && !failedJustNow(now.toInstant())) {
            jobs.start(JobName.QUARANTINE_REPORT, JobService.minute(now.toInstant()));
        }
    }

    private boolean failedJustNow(Instant now) {
        Optional<JobRun> last = jobs.lastEnded(JobName.QUARANTINE_REPORT);
        return last.filter(run -> run.state() == JobRunRow.State.FAILED)
                .flatMap(JobRun::endedAt)
                .filter(ended -> ended.plus(PAUSE_AFTER_FAILURE).isAfter(now))
                .isPresent();
    }
}
