package org.ecluse.filter.learning;

import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Reading;

/** Characters beside each other at the beginning of the text, as written: what plain words lose, in every language. */
final class CharacterTokens {
    private static final int MOST_TEXT = 2500;
    private static final int RUN = 4;

    private CharacterTokens() {}

    static void add(Reading reading, TokenBag bag) {
        String shown = reading.pages().stream()
                .filter(page -> !page.attached() && page.text().length() > 20)
                .findFirst()
                .map(HtmlPage::text)
                .orElse(reading.plainText());
        char[] run = new char[MOST_TEXT];
        int length = squeezed(shown, run);
        for (int i = 0; i + RUN <= length; i++) {
            bag.add(TokenGroup.CHARACTERS, TokenHash.of('4', run, i, i + RUN));
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
