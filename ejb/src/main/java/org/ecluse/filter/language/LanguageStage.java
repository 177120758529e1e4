package org.ecluse.filter.language;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Reading;
import org.ecluse.text.Languages;
import org.ecluse.verdict.LanguageFinding;
import org.ecluse.verdict.StageResult;

/** Notes in which language the text is that a reader sees (R2.9). It weighs nothing by itself. */
public final class LanguageStage implements FilterStage {
    private static final int LONGEST_TEXT = 600;
    private static final int MOST_LOOKED_AT = 6_000;

    @Override
    public String name() {
        return "language";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        return Languages.of(text(mail))
                .map(code -> StageResult.of(LanguageFinding.told(code)))
                .orElseGet(StageResult::nothing);
    }

    /** Addresses are in no language. */
    private static boolean isAddress(String word) {
        return word.contains("://") || word.indexOf('@') >= 0 || word.startsWith("www.");
    }

    private static String text(MailTransaction mail) {
        Reading reading = mail.reading();
        StringBuilder text = new StringBuilder(mail.parsed().subject()).append('\n');
        text.append(reading.plainText(), 0, Math.min(reading.plainText().length(), MOST_LOOKED_AT));
        for (HtmlPage page : reading.pages()) {
            if (text.length() < MOST_LOOKED_AT) {
                text.append('\n').append(page.text(), 0, Math.min(page.text().length(), MOST_LOOKED_AT));
            }
        }
        String words = Arrays.stream(text.toString().split("\\s+"))
                .filter(word -> !isAddress(word))
                .collect(Collectors.joining(" "));
        return words.substring(0, Math.min(words.length(), LONGEST_TEXT));
    }
}
