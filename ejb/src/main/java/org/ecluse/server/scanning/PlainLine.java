package org.ecluse.server.scanning;

import org.ecluse.mail.Budget.BudgetExceededException;

/** Words of others, made fit for header fields, logs and pages: printable ASCII on one short line. */
final class PlainLine {
    private static final int LONGEST = 200;

    private PlainLine() {}

    /** Why something failed, without the names of our classes where there are words. */
    static String why(Exception cause) {
        if (cause instanceof BudgetExceededException) {
            return "the time for this message is used up";
        }
        String words = cause.getMessage();
        return of(words == null || words.isBlank() ? cause.getClass().getSimpleName() : words);
    }

    /** At most {@value #LONGEST} characters; what is not printable is a question mark. */
    static String of(String words) {
        return words.chars()
                .limit(LONGEST)
                .map(c -> c < ' ' || c > '~' ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
