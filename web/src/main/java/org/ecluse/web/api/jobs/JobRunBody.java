package org.ecluse.web.api.jobs;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.jobs.JobRun;
import org.ecluse.server.jobs.JobRunRow;

/** A run of a job as the API shows it. */
@Schema(name = "JobRun")
public record JobRunBody(
        long id,
        String name,

        @Schema(description = "A second start with the same key gets this run")
        String runKey,

        JobRunRow.State state,

        @Schema(description = "User name of who asked for it; empty: the service's own clock")
        String askedBy,

        String node,
        String summary,
        Instant startedAt,
        @Schema(nullable = true) Instant endedAt) {
    static JobRunBody of(JobRun run) {
        return new JobRunBody(
                run.id(),
                run.name(),
                run.runKey(),
                run.state(),
                run.askedBy(),
                run.node(),
                run.summary(),
                run.startedAt(),
                run.endedAt().orElse(null));
    }
}
