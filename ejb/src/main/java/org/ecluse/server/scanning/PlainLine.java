package org.ecluse.server.scanning;

/** Words of others, made fit for header fields, logs and pages: printable ASCII on one short line. */
final class PlainLine {
    private static final int LONGEST = 200;

    private PlainLine() {}

    /** At most {@value #LONGEST} characters; what is not printable is a question mark. */
    static String of(String words) {
        return words.chars()
                .limit(LONGEST)
                .map(c -> c < ' ' || c > '~' ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
