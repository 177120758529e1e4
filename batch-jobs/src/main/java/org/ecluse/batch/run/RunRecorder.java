package org.ecluse.batch.run;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.JobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.ecluse.server.jobs.JobService;

/** Ends the run's row when the job ends, with what its steps counted. */
@Named
@Dependent
public class RunRecorder implements JobListener {
    @Inject
    JobContext context;

    @Inject
    JobService jobs;

    @Inject
    @BatchProperty
    String runId;

    @Override
    public void beforeJob() {
        context.setTransientUserData(new RunTally());
    }

    @Override
    public void afterJob() {
        RunTally tally = RunTally.of(context);
        long id = Long.parseLong(runId);
        jobs.summarise(id, tally.summary());
        BatchStatus status = context.getBatchStatus();
        // In afterJob a job that went through is still STARTED.
        boolean through = status == BatchStatus.STARTED || status == BatchStatus.COMPLETED;
        jobs.ended(id, through ? tally.failed() ? BatchStatus.FAILED : BatchStatus.COMPLETED : status);
    }
}
