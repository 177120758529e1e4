package org.ecluse.batch.run;

import jakarta.batch.runtime.context.JobContext;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** What a run did so far, by word; for people to read, so a restart begins to count anew. All partitions of a run count in one. */
public final class RunTally {
    /** Counted under this word, the run is FAILED although it went through. */
    public static final String FAILED = "failed";

    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

    /** The tally of a running job. */
    public static RunTally of(JobContext context) {
        return (RunTally) context.getTransientUserData();
    }

    public void count(String word, int times) {
        counts.merge(word, times, Integer::sum);
    }

    boolean failed() {
        return counts.getOrDefault(FAILED, 0) > 0;
    }

    String summary() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
