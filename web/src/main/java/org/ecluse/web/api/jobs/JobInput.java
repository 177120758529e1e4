package org.ecluse.web.api.jobs;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.jobs.JobService;
import org.ecluse.web.api.Given;

/** How to start a run. */
@Schema(name = "JobInput")
public record JobInput(
        @Schema(description = "Two starts with one key are one run; left out: one run a minute")
        String runKey) {
    static Map<String, String> parameters(JobInput given) {
        return Optional.ofNullable(given)
                .flatMap(input -> Given.text(input.runKey()))
                .map(key -> Map.of(JobService.RUN_KEY, key))
                .orElse(Map.of());
    }
}
