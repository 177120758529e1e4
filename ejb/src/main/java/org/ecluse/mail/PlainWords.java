package org.ecluse.mail;

import java.text.Normalizer;

/** Text as words alone: lower case, without accents, everything else one space; begins and ends with a space. */
public final class PlainWords {
    private PlainWords() {}

    /** At most {@code mostCharacters} of {@code text} are read. */
    public static String of(String text, int mostCharacters) {
        StringBuilder words = new StringBuilder(Math.min(text.length(), mostCharacters) + 2);
        append(text, mostCharacters, words);
        return words.toString();
    }

    /** Appends the words of {@code text} to {@code words}, which then ends with a space. */
    public static void append(String text, int mostCharacters, StringBuilder words) {
        if (words.length() == 0) {
            words.append(' ');
        }
        int end = Math.min(text.length(), mostCharacters);
        boolean spaced = words.charAt(words.length() - 1) == ' ';
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            char plain = c < 128 ? ascii(c) : folded(c);
            if (plain == 0) {
                continue;
            }
            if (plain != ' ' || !spaced) {
                words.append(plain);
                spaced = plain == ' ';
            }
        }
        if (!spaced) {
            words.append(' ');
        }
    }

    private static char ascii(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            return c;
        }
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : ' ';
    }

    /** The letter without its accent; 0 for invisible characters, which spam puts inside words. */
    private static char folded(char c) {
        if (c >= 0xc0 && c < 0x180) {
            char base = LATIN.charAt(c - 0xc0);
            return base;
        }
        if (c == 0xad
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.NON_SPACING_MARK) {
            return 0;
        }
        return Character.isLetter(c) ? Character.toLowerCase(c) : ' ';
    }

    private static final String LATIN = latin();

    private static String latin() {
        StringBuilder table = new StringBuilder();
        for (char c = 0xc0; c < 0x180; c++) {
            char base =
                    Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
            table.append(base < 128 ? ascii(base) : Character.isLetter(c) ? Character.toLowerCase(c) : ' ');
        }
        return table.toString();
    }
}
