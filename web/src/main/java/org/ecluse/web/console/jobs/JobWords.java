package org.ecluse.web.console.jobs;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.ecluse.server.jobs.JobRun;
import org.ecluse.server.jobs.JobRunRow;
import org.ecluse.web.console.frame.Language;

/** What runs did, in the reader's language. */
@Named
@RequestScoped
public class JobWords {
    @Inject
    private Language language;

    /** The tally {@code reports: 2, nothing new: 1} in words; what is no tally, such as a failure's reason, speaks for itself. */
    public String did(JobRun run) {
        if (run.summary().isEmpty()) {
            return run.state() == JobRunRow.State.COMPLETED ? language.texts().get("job.did.nothing") : "";
        }
        return Arrays.stream(run.summary().split(", ")).map(this::counted).collect(Collectors.joining(", "));
    }

    public String askedBy(JobRun run) {
        return run.askedBy().isEmpty() ? language.texts().get("jobs.by.clock") : run.askedBy();
    }

    private String counted(String part) {
        int colon = part.lastIndexOf(": ");
        String key = "job.did." + (colon < 0 ? part : part.substring(0, colon)).replace(' ', '-');
        String words = language.texts().get(key);
        return words.equals(key) ? part : language.texts().format("job.did.count", words, part.substring(colon + 2));
    }
}
