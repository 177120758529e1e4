package org.ecluse.filter.reports;

import java.time.Instant;
import java.util.List;

/**
 * An aggregate report as its sender wrote it. All text is untrusted and bounded.
 *
 * @param organization who reports, as it calls itself
 * @param domain that it is about, lower case
 * @param rows none is empty of messages
 */
public record ReceivedAggregate(
        String organization, String reportId, Instant begin, Instant end, String domain, List<Row> rows) {
    public ReceivedAggregate {
        rows = List.copyOf(rows);
    }

    /**
     * Messages from one source.
     *
     * @param sourceIp an address literal, "" if it was none
     * @param count at least 1
     * @param disposition {@code none}, {@code pass}, {@code quarantine}, {@code reject}, or ""
     */
    public record Row(String sourceIp, long count, String disposition, boolean dkim, boolean spf, String headerFrom) {
        /** DMARC passed. */
        public boolean passed() {
            return dkim || spf;
        }
    }
}
