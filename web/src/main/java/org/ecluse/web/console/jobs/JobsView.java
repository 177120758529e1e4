package org.ecluse.web.console.jobs;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.jobs.JobRun;
import org.ecluse.server.jobs.JobRunRow;
import org.ecluse.server.jobs.JobService;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** Jobs: start, watch and stop their runs. */
@Named
@ViewScoped
public class JobsView implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int WATCHED = 10;

    @Inject
    private JobService jobs;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private final PagedModel<JobRun> model = new PagedModel<>(this::page);

    public List<String> getNames() {
        return jobs.names(current.viewer());
    }

    public void start(String name) {
        jobs.start(current.viewer(), name, Map.of(JobService.EARLY, "true"));
        feedback.done("jobs.started");
    }

    public void stop(JobRun run) {
        jobs.stop(current.viewer(), run.name(), run.id());
        feedback.done("jobs.stopping");
    }

    public boolean isRunning(JobRun run) {
        return run.state() == JobRunRow.State.RUNNING;
    }

    /** Whether the newest runs are worth watching. */
    public boolean isAnyRunning() {
        return page(new PageRequest(0, WATCHED)).items().stream().anyMatch(this::isRunning);
    }

    /** Style of the run's state. */
    public String mark(JobRun run) {
        return switch (run.state()) {
            case COMPLETED -> "tag good";
            case FAILED -> "tag bad";
            case RUNNING -> "tag warn";
            case STOPPED -> "tag";
        };
    }

    private Page<JobRun> page(PageRequest request) {
        return jobs.runs(current.viewer(), Optional.empty(), request);
    }

    public PagedModel<JobRun> getModel() {
        return model;
    }
}
