package org.ecluse.filter.learning;

import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Reading;

/** Characters beside each other in the subject and at the beginning of the text, as written: what plain words lose, in every language. */
final class CharacterTokens {
    private static final int MOST_TEXT = 2500;
    private static final int MOST_SUBJECT = 200;
    private static final int RUN = 4;

    private CharacterTokens() {}

    static void add(String subject, Reading reading, TokenBag bag) {
        runs('s', subject, MOST_SUBJECT, bag);
        String shown = reading.pages().stream()
                .filter(page -> !page.attached() && page.text().length() > 20)
                .findFirst()
                .map(HtmlPage::text)
                .orElse(reading.plainText());
        runs('4', shown, MOST_TEXT, bag);
    }

    private static void runs(char kind, String text, int most, TokenBag bag) {
        char[] run = new char[most];
        int length = squeezed(text, run);
        for (int i = 0; i + RUN <= length; i++) {
            bag.add(TokenGroup.CHARACTERS, TokenHash.of(kind, run, i, i + RUN));
        }
    }

    /** White space as one space, digits as one digit; at most as many characters as {@code run} holds. */
    private static int squeezed(String text, char[] run) {
        int length = 0;
        for (int i = 0; i < text.length() && length < run.length; i++) {
            char c = text.charAt(i);
            boolean space = c <= ' ' || c == 0xa0;
            if (!space) {
                run[length++] = c >= '0' && c <= '9' ? '0' : c;
            } else if (length > 0 && run[length - 1] != ' ') {
                run[length++] = ' ';
            }
        }
        return length;
    }
}
