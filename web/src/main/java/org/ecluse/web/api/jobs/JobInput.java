package org.ecluse.web.api.jobs;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.jobs.JobService;
import org.ecluse.web.api.Given;

/** How to start a run. */
@Schema(name = "JobInput")
public record JobInput(
        @Schema(description = "Two starts with one key are one run; left out: one run a minute")
        String runKey,

        @Schema(
                description = "Also what is not due yet: reports go at once to every subscriber with something new,"
                        + " and the next daily one tells the rest. Left out: only what is due")
        Boolean early) {
    static Map<String, String> parameters(JobInput given) {
        Map<String, String> parameters = new HashMap<>();
        if (given != null) {
            Given.text(given.runKey()).ifPresent(key -> parameters.put(JobService.RUN_KEY, key));
            parameters.put(JobService.EARLY, Boolean.toString(Boolean.TRUE.equals(given.early())));
        }
        return parameters;
    }
}
