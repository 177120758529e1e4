package org.ecluse.smtp.session;

import java.nio.charset.StandardCharsets;

/** One reply line on the wire: at most 512 octets of printable ASCII with its CRLF (RFC 5321 section 4.5.3.1.5). */
final class ReplyLine {

    private static final int MAX_OCTETS = 512;

    private ReplyLine() {}

    /** Anything that is not printable ASCII becomes a question mark, so no text can start a line of its own. */
    static byte[] of(int code, String enhanced, String text) {
        StringBuilder line = new StringBuilder(text.length() + 16).append(code).append(' ');
        if (!enhanced.isEmpty()) line.append(enhanced).append(' ');
        line.append(text);
        line.setLength(Math.min(line.length(), MAX_OCTETS - 2));
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c > '~') line.setCharAt(i, '?');
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
