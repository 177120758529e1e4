package org.ecluse.server.jobs;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobExecutionAlreadyCompleteException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;

/** Starts, lists and stops job runs, so that any scheduler can drive them through the API. Only the platform's administrators may. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JobService {
    /** Job parameter that names the run to the job's own listener. */
    public static final String RUN_ID = "runId";

    /** Job parameter, and parameter of {@link #start(Viewer, String, Map)}: whether the run also does what is not due yet. */
    public static final String EARLY = "early";

    /** Parameter of {@link #start(Viewer, String, Map)} that makes the run one. */
    public static final String RUN_KEY = "runKey";

    @Inject
    JobLedger ledger;

    @Inject
    NodeIdentity node;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    public List<String> names(Viewer viewer) {
        mustBePlatform(viewer);
        return Arrays.stream(JobName.values()).map(JobName::word).toList();
    }

    /**
     * Starts a run, or gives the one that was started before with the same key.
     *
     * @param parameters {@value #RUN_KEY} makes the run one, at most 64 characters; without it, each minute is another run;
     *     {@value #EARLY}
     */
    public JobRun start(Viewer viewer, String name, Map<String, String> parameters) {
        mustBePlatform(viewer);
        boolean early = Boolean.parseBoolean(parameters.getOrDefault(EARLY, "false"));
        String runKey = Optional.ofNullable(parameters.get(RUN_KEY)).orElseGet(() -> thisMinute(early));
        if (!runKey.matches("[A-Za-z0-9:._-]{1,64}")) {
            throw new InvalidInputException(RUN_KEY, "error.runKey.invalid");
        }
        return start(new RunRequest(named(name), runKey, viewer.name(), early));
    }

    /** All runs that are known, newest first; {@code name} empty: of every job. */
    public Page<JobRun> runs(Viewer viewer, Optional<String> name, PageRequest page) {
        mustBePlatform(viewer);
        return ledger.list(name.map(JobService::named), page).map(JobService::shown);
    }

    public JobRun run(Viewer viewer, String name, long id) {
        mustBePlatform(viewer);
        return shown(row(name, id));
    }

    /** Asks a run to stop; it ends after the item at hand. A run that ended is left as it is. */
    public JobRun stop(Viewer viewer, String name, long id) {
        mustBePlatform(viewer);
        JobRunRow row = row(name, id);
        if (row.state() == JobRunRow.State.RUNNING && row.executionId() != null) {
            try {
                operator().stop(row.executionId());
            } catch (JobExecutionNotRunningException e) {
                // It ended while we asked: that is what was wanted.
                reconcile(row);
            }
        }
        return shown(row(name, id));
    }

    /** When the last run of a job ended, for health and metrics. */
    public Optional<JobRun> lastEnded(JobName name) {
        return ledger.lastEnded(name).map(JobService::shown);
    }

    /** By the service's own clock: of all callers with the same key, one starts the job. */
    public JobRun start(JobName name, String runKey) {
        return start(new RunRequest(name, runKey, "", false));
    }

    private JobRun start(RunRequest request) {
        Optional<JobRunRow> before = ledger.find(request.name(), request.runKey());
        if (before.isPresent()) {
            return shown(before.get());
        }
        Optional<JobRunRow> mine = ledger.begin(request, node.owner());
        mine.ifPresent(this::execute);
        return ledger.find(request.name(), request.runKey())
                .map(JobService::shown)
                .orElseThrow();
    }

    /** Called by the job when it ends. */
    public void ended(long runId, BatchStatus status) {
        if (ledger.end(runId, state(status))) {
            ledger.find(runId)
                    .ifPresent(row -> ServerLog.LOG.jobEnded(
                            runId, row.name(), row.state().name(), row.summary()));
        }
    }

    /** Called by the job to say what it did. */
    public void summarise(long runId, String summary) {
        ledger.summarise(runId, summary);
    }

    /** Renews the leases of what runs here, and takes over what ran on a node that is gone. One run's trouble holds back no other. */
    public void keepRunning() {
        for (JobRunRow row : ledger.running()) {
            try {
                keepRunning(row);
            } catch (EJBException | BatchRuntimeException e) {
                ServerLog.LOG.jobRunUnclear(row.id(), row.name(), e);
            }
        }
    }

    private void keepRunning(JobRunRow row) {
        if (row.owner().equals(node.owner())) {
            ledger.renew(row.id(), node.owner());
            if (row.executionId() != null) {
                reconcile(row);
            } else if (row.startedAt().plus(JobLedger.LEASE).isBefore(clock.instant())) {
                // It was begun, and then the database was away when it should have been started.
                execute(row);
            }
        } else if (isLeft(row) && ledger.takeOver(row, node.owner())) {
            ServerLog.LOG.jobTakenOver(row.id(), row.name());
            restart(row);
        }
    }

    /** Its lease is over; or content in files says that this is the only server, so that the owner is an earlier life of it. */
    private boolean isLeft(JobRunRow row) {
        return row.leaseUntil().isBefore(clock.instant()) || settings.store().kind() == ServerSettings.Store.Kind.FILE;
    }

    /** Whether some node works on a run of {@code name}. */
    public boolean isRunning(JobName name) {
        return ledger.running().stream().anyMatch(row -> row.name().equals(name.word()));
    }

    private void execute(JobRunRow row) {
        try {
            long execution = operator().start(row.name(), parameters(row));
            ledger.executes(row.id(), execution);
        } catch (RuntimeException e) {
            fail(row, "could not be started: " + e.getMessage());
            throw e;
        }
    }

    private void fail(JobRunRow row, String why) {
        ledger.summarise(row.id(), why);
        ledger.end(row.id(), JobRunRow.State.FAILED);
    }

    private void restart(JobRunRow row) {
        if (row.executionId() == null) {
            execute(row);
            return;
        }
        try {
            ledger.executes(row.id(), operator().restart(row.executionId(), parameters(row)));
        } catch (JobExecutionAlreadyCompleteException e) {
            // The node died between the job's last commit and the end of the run's row.
            ledger.end(row.id(), JobRunRow.State.COMPLETED);
        } catch (NoSuchJobExecutionException e) {
            execute(row);
        } catch (BatchRuntimeException e) {
            // Ended, or it would block its successors for ever: what it left undone, the next run of another key finds.
            ServerLog.LOG.jobRunUnclear(row.id(), row.name(), e);
            fail(row, "could not be restarted: " + e.getMessage());
        }
    }

    /** The job's listener ends the row; if it could not (no database just then), the tick does. */
    private void reconcile(JobRunRow row) {
        BatchStatus status = operator().getJobExecution(row.executionId()).getBatchStatus();
        if (status != BatchStatus.STARTING && status != BatchStatus.STARTED && status != BatchStatus.STOPPING) {
            ledger.end(row.id(), state(status));
        }
    }

    private static JobRunRow.State state(BatchStatus status) {
        return switch (status) {
            case COMPLETED -> JobRunRow.State.COMPLETED;
            case STOPPED, STOPPING -> JobRunRow.State.STOPPED;
            default -> JobRunRow.State.FAILED;
        };
    }

    private static Properties parameters(JobRunRow row) {
        Properties parameters = new Properties();
        parameters.setProperty(RUN_ID, Long.toString(row.id()));
        parameters.setProperty(RUN_KEY, row.runKey());
        parameters.setProperty(EARLY, Boolean.toString(row.early()));
        return parameters;
    }

    private static JobOperator operator() {
        return BatchRuntime.getJobOperator();
    }

    /** The clock's own run of this minute must not stand for one that does more. */
    private String thisMinute(boolean early) {
        return minute(clock.instant()) + (early ? ":" + EARLY : "");
    }

    static String minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private JobRunRow row(String name, long id) {
        JobName job = named(name);
        return ledger.find(id).filter(row -> row.name().equals(job.word())).orElseThrow(NotThereException::new);
    }

    private static JobName named(String name) {
        return JobName.of(name).orElseThrow(NotThereException::new);
    }

    private static void mustBePlatform(Viewer viewer) {
        if (!viewer.isPlatform()) {
            throw new DeniedException();
        }
    }

    private static JobRun shown(JobRunRow row) {
        return new JobRun(
                row.id(),
                row.name(),
                row.runKey(),
                row.state(),
                row.askedBy(),
                row.owner(),
                row.summary(),
                row.startedAt(),
                Optional.ofNullable(row.endedAt()));
    }
}
