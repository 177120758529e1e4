package org.ecluse.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is noted of a message's language, and what a policy makes of it, also of past mail (R2.9, B5). */
public final class LanguageFinding {
    private LanguageFinding() {}

    /** That the text is in the language with this ISO 639-1 code; the detail is the code, a blank, and what the language calls itself. */
    public static Finding told(String code) {
        Locale language = Locale.forLanguageTag(code);
        return Finding.of(Ground.LANGUAGE, code + " " + language.getDisplayLanguage(language));
    }

    /** Whether it was found that the text is in the language with this ISO 639-1 code. */
    public static boolean isTold(String code, List<Finding> findings) {
        return findings.stream()
                .anyMatch(finding -> finding.symbol().equals(Ground.LANGUAGE)
                        && code(finding.detail()).equals(code));
    }

    /** What a policy finds in a message of which {@code content} was found. {@code read} empty: every language is read. */
    public static List<Finding> unread(List<Finding> content, Set<String> read) {
        return content.stream()
                .filter(finding -> finding.symbol().equals(Ground.LANGUAGE))
                .filter(finding -> !read.isEmpty() && !read.contains(code(finding.detail())))
                .map(finding -> Finding.of(Ground.LANGUAGE_UNREAD, finding.detail()))
                .toList();
    }

    private static String code(String detail) {
        return detail.substring(0, Math.max(detail.indexOf(' '), 0));
    }
}
