package org.ecluse.server.jobs;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
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
import org.ecluse.server.digest.AutoSubscription;
import org.ecluse.server.digest.ReportService;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.reports.DmarcReportService;
import org.ecluse.settings.ServerSettings;

/** Looks every minute, on every node, what is to run; the run's row decides which node does it. */
@Singleton
@Startup
@DependsOn("ServerStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JobTick {
    /** The quiet hour, UTC. */
    private static final int RETENTION_HOUR = 3;

    /** After a run in which a report failed: what is wrong is seldom right a minute later. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(5);

    private static final Duration AFTER_START = Duration.ofSeconds(1);

    /** Each minute what came in the last few; each hour all of a day, for whoever just switched the subscriptions on. */
    private static final Duration LAST_MINUTES = Duration.ofMinutes(10);

    private static final Duration WHOLE_DAY = Duration.ofDays(1);
    private static final Duration WHOLE_DAY_EVERY = Duration.ofHours(1);

    @Resource
    TimerService timers;

    @Inject
    JobService jobs;

    @Inject
    ReportService reports;

    @Inject
    AutoSubscription subscriptions;

    @Inject
    DmarcReportService dmarcReports;

    @Inject
    Readiness readiness;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    private Instant wholeDayDue = Instant.MIN;

    /** What the last life of this server left undone does not wait for the minute. */
    @PostConstruct
    void start() {
        timers.createSingleActionTimer(AFTER_START.toMillis(), new TimerConfig("after the start", false));
    }

    @Timeout
    void afterStart() {
        minute();
    }

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
        subscribe(clock.instant());
        if (settings.jobs().ownSchedule()) {
            startWhatIsDue();
        }
    }

    private void subscribe(Instant now) {
        boolean wholeDay = !now.isBefore(wholeDayDue);
        subscriptions.subscribeNewRecipients(wholeDay ? WHOLE_DAY : LAST_MINUTES);
        if (wholeDay) {
            wholeDayDue = now.plus(WHOLE_DAY_EVERY);
        }
    }

    private void startWhatIsDue() {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        if (now.getHour() >= RETENTION_HOUR) {
            LocalDate today = now.toLocalDate();
            jobs.start(JobName.RETENTION, today.toString());
        }
        if (reports.anyDue() && mayStart(JobName.QUARANTINE_REPORT, now.toInstant())) {
            jobs.start(JobName.QUARANTINE_REPORT, JobService.minute(now.toInstant()));
        }
        if (dmarcReports.anyDue() && mayStart(JobName.DMARC_REPORT, now.toInstant())) {
            jobs.start(JobName.DMARC_REPORT, JobService.minute(now.toInstant()));
        }
    }

    private boolean mayStart(JobName name, Instant now) {
        return !jobs.isRunning(name) && !failedJustNow(name, now);
    }

    private boolean failedJustNow(JobName name, Instant now) {
        Optional<JobRun> last = jobs.lastEnded(name);
        return last.filter(run -> run.state() == JobRunRow.State.FAILED)
                .flatMap(JobRun::endedAt)
                .filter(ended -> ended.plus(PAUSE_AFTER_FAILURE).isAfter(now))
                .isPresent();
    }
}
