package org.ecluse.text;

/** Text from strangers made fit to stand among our own words: one line, bounded, unable to turn the writing around it. */
public final class VisibleText {
    /** More than any writing stacks on one letter; what has more climbs over the lines around it. */
    private static final int MOST_MARKS = 4;

    private VisibleText() {}

    /**
     * {@code text} without control and bidirectional control characters and towers of marks, white space runs made one space, and at most
     * {@code limit} code points, the last one … if something was cut.
     */
    public static String line(String text, int limit) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), limit + 1));
        int length = 0;
        boolean space = false;
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            marks = isMark(c) ? marks + 1 : 0;
            if (isSpace(c)) {
                space = length > 0;
            } else if (!isHidden(c) && marks <= MOST_MARKS) {
                if (length + (space ? 2 : 1) > limit) {
                    return cut(line, length == limit);
                }
                if (space) {
                    line.append(' ');
                    length++;
                    space = false;
                }
                line.appendCodePoint(c);
                length++;
            }
        }
        return line.toString();
    }

    private static String cut(StringBuilder line, boolean full) {
        if (full && line.length() > 0) {
            line.setLength(line.offsetByCodePoints(line.length(), -1));
        }
        return line.append('…').toString();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Controls, direction marks, invisible format characters, unpaired surrogates, private use. */
    private static boolean isHidden(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || (type == Character.FORMAT && c != 0x200C && c != 0x200D); // joiners shape letters and emoji
    }
}
