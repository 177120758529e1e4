package org.ecluse.queue.smtp;

/** Words of a remote server made harmless: one line, no control characters, bounded. */
public final class PrintableText {
    private PrintableText() {}

    public static String of(String text, int limit) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), limit));
        for (int i = 0; i < text.length() && clean.length() < limit; i++) {
            char c = text.charAt(i);
            boolean printable = c >= ' ' && c != 127 && !(c >= 128 && c < 160) && !Character.isSurrogate(c);
            // Direction overrides and the like would let a remote server disguise what we show.
            boolean disguise = Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
            clean.append(printable && !disguise ? c : '?');
        }
        return clean.toString().strip();
    }
}
