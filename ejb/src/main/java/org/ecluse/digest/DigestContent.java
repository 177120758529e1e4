package org.ecluse.digest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a report tells its reader.
 *
 * @param recipient whose held mail it is about first
 * @param language {@code fr} or {@code en}
 * @param date the subscriber's date
 * @param lines newest first, at most {@value #MAX_LINES}, at least one: without anything new there is no report (R3.1)
 * @param more how many more were held since the last report
 * @param listsUrl link of <b>Demander la liste verte/rouge</b> (R3.6); none to the owner of a distribution list
 * @param accountUrl link of <b>Gérer mon compte</b>, once the lists were asked for (R3.13)
 */
public record DigestContent(
        String recipient,
        String language,
        ZoneId zone,
        LocalDate date,
        List<DigestLine> lines,
        int more,
        String unsubscribeUrl,
        Optional<String> listsUrl,
        Optional<String> accountUrl) {
    /** A longer report is read by nobody, and Gmail cuts a mail off at 102 KB. */
    public static final int MAX_LINES = 20;

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
