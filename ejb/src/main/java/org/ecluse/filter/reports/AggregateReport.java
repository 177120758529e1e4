package org.ecluse.filter.reports;

import java.time.Instant;
import java.util.List;
import org.ecluse.filter.PublishedPolicy;

/**
 * What the owner of a domain is told of a day.
 *
 * @param organization who reports, as people call it
 * @param contact address for questions
 * @param id the same for the same report, unique among ours
 * @param submitter domain of the reporter
 * @param begin of the time told about
 * @param end its last second
 * @param leftOut messages that are counted nowhere in {@code rows}, because there were too many different ones
 */
public record AggregateReport(
        String organization,
        String contact,
        String id,
        String submitter,
        Instant begin,
        Instant end,
        PublishedPolicy policy,
        List<Row> rows,
        long leftOut) {
    public AggregateReport {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a report without rows");
        }
    }

    /** Messages that are alike. */
    public record Row(Observation observation, long count) {}

    /** Name of the file that holds it (RFC 9990 section 3.5.2). */
    public String fileName() {
        return submitter + "!" + policy.domain() + "!" + begin.getEpochSecond() + "!" + end.getEpochSecond()
                + ".xml.gz";
    }

    /** Subject of the mail that brings it (RFC 9990 section 3.5.2). */
    public String subject() {
        return "Report Domain: " + policy.domain() + " Submitter: " + submitter + " Report-ID: <" + id + ">";
    }
}
