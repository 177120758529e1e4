package org.ecluse.filter.learning;

/**
 * How a program makes ids and boundaries: which characters it draws from, how long the runs between the marks are, and which words it
 * writes itself. Two ids of one program have one form, whatever chance made of them.
 */
final class IdForm {
    private static final int MOST_TEXT = 120;
    private static final int MOST_RUNS = 8;
    private static final int LEAST_WORD = 4;
    private static final int LONGEST_WORD = 12;
    /** Marks that some programs draw like letters. */
    private static final String DRAWN_MARKS = "+/=_-";

    private IdForm() {}

    /** A short text that is the same for every {@code id} of one program; "-" for an empty one. */
    static String of(String id) {
        String text = id.substring(0, Math.min(id.length(), MOST_TEXT));
        if (text.isEmpty()) {
            return "-";
        }
        char alphabet = alphabet(text);
        StringBuilder form = new StringBuilder().append(alphabet);
        int runs = 0;
        int start = 0;
        for (int i = 0; i <= text.length() && runs < MOST_RUNS; i++) {
            if (i < text.length() && isDrawn(text.charAt(i), alphabet)) {
                continue;
            }
            if (i > start) {
                run(text, start, i, form);
                runs++;
            }
            if (i < text.length() && form.charAt(form.length() - 1) != text.charAt(i)) {
                form.append(text.charAt(i));
            }
            start = i + 1;
        }
        return form.toString();
    }

    /** A word that the program writes as it is, or the order of the run's length. */
    private static void run(String text, int start, int end, StringBuilder form) {
        if (isWord(text, start, end)) {
            form.append(text, start, end);
        } else {
            form.append(Scale.of(end - start));
        }
    }

    private static boolean isWord(String text, int start, int end) {
        int length = end - start;
        if (length < LEAST_WORD || length > LONGEST_WORD) {
            return false;
        }
        boolean beyondHex = false;
        int changes = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c)) {
                return false;
            }
            beyondHex |= Character.toLowerCase(c) > 'f';
            changes += i > start && Character.isLowerCase(text.charAt(i - 1)) && Character.isUpperCase(c) ? 1 : 0;
        }
        return beyondHex && changes <= 1;
    }

    /** Digits, hex of one case, letters of one case with digits, or all of them. */
    private static char alphabet(String text) {
        boolean small = false;
        boolean large = false;
        boolean smallHex = false;
        boolean largeHex = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
                continue;
            }
            if (!isWord(text, start, i)) {
                for (int k = start; k < i; k++) {
                    char c = text.charAt(k);
                    smallHex |= c >= 'a' && c <= 'f';
                    largeHex |= c >= 'A' && c <= 'F';
                    small |= c > 'f' && Character.isLowerCase(c);
                    large |= c > 'F' && Character.isUpperCase(c);
                }
            }
            start = i + 1;
        }
        boolean anySmall = small || smallHex;
        boolean anyLarge = large || largeHex;
        if (anySmall && anyLarge) {
            return small || large ? 'm' : 'x';
        }
        return anySmall ? (small ? 'a' : 'h') : anyLarge ? (large ? 'A' : 'H') : '9';
    }

    private static boolean isDrawn(char c, char alphabet) {
        return Character.isLetterOrDigit(c) || alphabet == 'm' && DRAWN_MARKS.indexOf(c) >= 0;
    }
}
