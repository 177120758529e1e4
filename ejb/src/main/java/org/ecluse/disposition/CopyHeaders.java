package org.ecluse.disposition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.Mark;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.ScoredFinding;

/** The header fields that tell a mailbox, and who reads the source, what was decided about a delivered copy (R2.7, B8). */
public final class CopyHeaders {
    private static final int LONGEST_LINE = 78;
    /** A property with a domain name must stay in one piece. */
    private static final int LONGEST_NAME_IN_RESULTS = 600;

    private static final String PREFIX = "X-Ecluse-";
    private static final String SPAM_FLAG = "X-Spam-Flag";

    private CopyHeaders() {}

    /** Field lines for a copy as decided. {@code copyId} is {@code MessageId.copy(n)}. */
    public static List<String> lines(String copyId, RecipientVerdict verdict) {
        List<String> engines = verdict.findings().stream()
                .map(ScoredFinding::finding)
                .filter(finding -> finding.symbol().equals(Ground.ENGINE))
                .map(Finding::detail)
                .toList();
        return lines(copyId, verdict.name().label(), verdict.score(), verdict.mark(), engines);
    }

    /**
     * Field lines without line end, folded at {@value #LONGEST_LINE} characters; a folded line holds CRLF and a space. ASCII.
     *
     * @param verdict label of the verdict's name
     * @param engines antivirus engines that answered; empty: none is configured, and the header says so
     */
    public static List<String> lines(
            String copyId, String verdict, double score, Optional<Mark> mark, List<String> engines) {
        List<String> lines = new ArrayList<>();
        lines.add(field(PREFIX + "Id", copyId));
        lines.add(field(PREFIX + "Verdict", verdict));
        lines.add(field(PREFIX + "Score", String.format(Locale.ROOT, "%.2f", score)));
        mark.ifPresent(as -> lines.add(field(PREFIX + "Tag", as.label())));
        if (mark.equals(Optional.of(Mark.SPAM))) {
            lines.add(field(SPAM_FLAG, "YES"));
        }
        lines.add(field(PREFIX + "Antivirus", engines.isEmpty() ? "no antivirus engine" : String.join("; ", engines)));
        return lines;
    }

    /** The field with what was established about the sender (RFC 8601); {@code value} on one line. */
    public static String authenticationResults(String value) {
        return field("Authentication-Results", value, LONGEST_NAME_IN_RESULTS);
    }

    /** True for fields that only we may write: they are removed from mail that comes in. */
    public static boolean isReserved(String fieldName) {
        return fieldName.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) || fieldName.equalsIgnoreCase(SPAM_FLAG);
    }

    /** A word longer than a line is cut: engines' version strings are not ours to trust. */
    private static String field(String name, String value) {
        return field(name, value, LONGEST_LINE - 1);
    }

    private static String field(String name, String value, int longestWord) {
        StringBuilder folded = new StringBuilder(name).append(':');
        int column = folded.length();
        for (String word : printable(value).split(" +")) {
            for (int from = 0; from < word.length(); from += longestWord) {
                String piece = word.substring(from, Math.min(word.length(), from + longestWord));
                if (column + 1 + piece.length() > LONGEST_LINE) {
                    folded.append("\r\n");
                    column = 0;
                }
                folded.append(' ').append(piece);
                column += 1 + piece.length();
            }
        }
        return folded.toString();
    }

    private static String printable(String value) {
        StringBuilder ascii = new StringBuilder(value.length());
        value.chars().forEach(c -> ascii.append(c > ' ' && c < 127 ? (char) c : c < 127 ? ' ' : '?'));
        return ascii.toString().strip();
    }
}
