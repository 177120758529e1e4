package org.ecluse.web.console.frame;

import java.io.Serializable;
import java.util.List;
import org.ecluse.digest.ReportAnswer;
import org.ecluse.digest.ReportMail;
import org.ecluse.digest.ReportReason;
import org.ecluse.digest.ReportWords;

/**
 * Why there was a report on a day or none, in words for a page (R3.14).
 *
 * @param whose whose report it is, if not the address's own; else ""
 */
public record WhyAnswer(String whose, List<Line> lines) implements Serializable {
    private static final long serialVersionUID = 1L;

    public WhyAnswer {
        lines = List.copyOf(lines);
    }

    /**
     * What became of one report of the day.
     *
     * @param copyId of the report's own mail, for tracking; "" if there is none
     */
    public record Line(String sentence, String copyId) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** @param language {@code fr} or {@code en} */
    public static WhyAnswer of(ReportAnswer answer, String language) {
        ReportWords words = new ReportWords(answer, language);
        return new WhyAnswer(
                words.whose(),
                answer.reasons().stream()
                        .map(reason -> new Line(words.sentence(reason), copy(reason)))
                        .toList());
    }

    private static String copy(ReportReason reason) {
        return reason.mail().map(ReportMail::copyId).orElse("");
    }
}
