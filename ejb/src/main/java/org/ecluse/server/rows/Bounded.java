package org.ecluse.server.rows;

/** Text from outside made fit for a column: bounded, without NUL (PostgreSQL takes none) and without half surrogate pairs. */
public final class Bounded {
    private Bounded() {}

    /** {@code text} with at most {@code limit} characters; the last one is … if something was cut. */
    public static String text(String text, int limit) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        if (clean.length() <= limit) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return clean.substring(0, end) + "…";
    }
}
