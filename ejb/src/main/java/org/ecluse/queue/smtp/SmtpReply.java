package org.ecluse.queue.smtp;

import java.util.List;
import java.util.Optional;

/**
 * A reply of a server: untrusted text, already bounded by {@link ReplyReader}.
 *
 * @param code three digits, first 2 to 5
 * @param lines texts after the code, in order
 */
public record SmtpReply(int code, List<String> lines) {
    private static final int LONGEST_TEXT = 500;

    public SmtpReply {
        lines = List.copyOf(lines);
    }

    public boolean positive() {
        return code / 100 == 2;
    }

    public boolean intermediate() {
        return code / 100 == 3;
    }

    public boolean temporary() {
        return code / 100 == 4;
    }

    public boolean permanent() {
        return code / 100 == 5;
    }

    /** The server closes the connection (RFC 5321 section 3.8). */
    public boolean closing() {
        return code == 421;
    }

    /** The enhanced status code if the text begins with one of the code's class (RFC 2034). */
    public Optional<String> enhanced() {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String first = lines.get(0);
        int end = first.indexOf(' ');
        String word = end < 0 ? first : first.substring(0, end);
        String[] parts = word.split("\\.", -1);
        boolean formed = word.length() <= 9 && parts.length == 3 && parts[0].equals(Integer.toString(code / 100));
        for (String part : parts) {
            formed &= !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
        }
        return formed ? Optional.of(word) : Optional.empty();
    }

    /** Code and words in one printable line of at most 500 characters. */
    public String text() {
        StringBuilder text = new StringBuilder().append(code);
        for (String line : lines) {
            if (text.length() > LONGEST_TEXT) {
                break;
            }
            text.append(' ').append(line);
        }
        return PrintableText.of(text.toString(), LONGEST_TEXT);
    }
}
