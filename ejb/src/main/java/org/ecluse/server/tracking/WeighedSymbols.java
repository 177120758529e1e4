package org.ecluse.server.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.ecluse.verdict.Finding;

/** Findings without their details, as one text: {@code SPF_FAIL=1.0 SUBJECT_SHOUTS=0.5} (B16). */
public final class WeighedSymbols {
    private static final int LONGEST = 8_000;

    private WeighedSymbols() {}

    /** What does not fit is left out from the end. */
    static String write(List<Finding> findings) {
        StringJoiner text = new StringJoiner(" ");
        for (Finding finding : findings) {
            String next = finding.symbol() + "=" + finding.multiplier();
            if (text.length() + 1 + next.length() > LONGEST) {
                break;
            }
            text.add(next);
        }
        return text.toString();
    }

    /** What {@link #write} wrote; their details are empty. */
    public static List<Finding> read(String text) {
        List<Finding> findings = new ArrayList<>();
        for (String each : text.split(" ")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                findings.add(
                        new Finding(each.substring(0, equals), Double.parseDouble(each.substring(equals + 1)), ""));
            }
        }
        return findings;
    }
}
