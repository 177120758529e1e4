package org.ecluse.digest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What a report tells its reader.
 *
 * @param language {@code fr} or {@code en}
 * @param date the subscriber's date
 * @param lines newest first, at most {@value #MAX_LINES}, at least one: without anything new there is no report (R3.1)
 * @param more how many more were held since the last report
 */
public record DigestContent(
        String recipient,
        String language,
        ZoneId zone,
        LocalDate date,
        List<DigestLine> lines,
        int more,
        String unsubscribeUrl) {
    /** A longer report is read by nobody, and not every mailbox takes it. */
    public static final int MAX_LINES = 200;

    public DigestContent {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("a report has 1 to " + MAX_LINES + " lines, not " + lines.size());
        }
    }

    /** Listed and not listed. */
    public int total() {
        return lines.size() + more;
    }
}
