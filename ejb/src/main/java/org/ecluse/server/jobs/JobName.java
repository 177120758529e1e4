package org.ecluse.server.jobs;

import java.util.Arrays;
import java.util.Optional;

/** The jobs there are; the word is the name of the job XML and in the API. */
public enum JobName {
    /** Makes the reports that are due (R3.1). */
    QUARANTINE_REPORT("quarantine-report"),
    /** Ends what has been kept long enough (R3.11). */
    RETENTION("retention"),
    /** Tells owners of author domains who wrote in their name (R1.11). */
    DMARC_REPORT("dmarc-report");

    private final String word;

    JobName(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<JobName> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
