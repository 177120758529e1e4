package org.ecluse.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** RFC 2047 encoded words, read as leniently as mail programs do: also inside quotes and with spaces in them. Linear time. */
final class EncodedWords {
    /** RFC 2047 section 2 allows 75; real senders put whole subjects into one word. */
    private static final int LONGEST_WORD = 2000;

    private static final int LONGEST_CHARSET = 60;

    private EncodedWords() {}

    /** {@code value} with its encoded words decoded; what is no encoded word stays. */
    static String decode(String value) {
        int start = value.indexOf("=?");
        return start < 0 ? value : decode(value, start);
    }

    private static String decode(String value, int firstStart) {
        StringBuilder text = new StringBuilder(value.length());
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        Charset pendingCharset = StandardCharsets.UTF_8;
        int copied = 0;
        int start = firstStart;
        while (start >= 0) {
            Optional<Word> found = wordAt(value, start);
            if (found.isEmpty()) {
                start = value.indexOf("=?", start + 2);
                continue;
            }
            Word word = found.get();
            boolean joins = copied > 0 && value.substring(copied, start).isBlank();
            // Bytes of neighbours are joined before decoding: senders cut multi-byte characters in two.
            if (!joins || !word.charset.equals(pendingCharset)) {
                text.append(pending.toString(pendingCharset));
                pending.reset();
            }
            if (!joins) {
                text.append(value, copied, start);
            }
            pending.writeBytes(word.bytes);
            pendingCharset = word.charset;
            copied = word.end;
            start = value.indexOf("=?", word.end);
        }
        return text.append(pending.toString(pendingCharset))
                .append(value, copied, value.length())
                .toString();
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one loop turn, never compared
    private record Word(Charset charset, byte[] bytes, int end) {}

    private static Optional<Word> wordAt(String value, int start) {
        int charsetEnd = charsetEnd(value, start + 2);
        if (charsetEnd < 0 || charsetEnd + 2 >= value.length() || value.charAt(charsetEnd + 2) != '?') {
            return Optional.empty();
        }
        char encoding = Character.toLowerCase(value.charAt(charsetEnd + 1));
        int textStart = charsetEnd + 3;
        int end = value.indexOf("?=", textStart);
        if ((encoding != 'q' && encoding != 'b') || end < 0 || end - textStart > LONGEST_WORD) {
            return Optional.empty();
        }
        String name = value.substring(start + 2, charsetEnd);
        int language = name.indexOf('*'); // RFC 2231 section 5
        Charset charset =
                Charsets.of(language < 0 ? name : name.substring(0, language)).orElse(Charsets.FALLBACK);
        String encoded = value.substring(textStart, end);
        return Optional.of(new Word(charset, encoding == 'q' ? quoted(encoded) : base64(encoded), end + 2));
    }

    private static int charsetEnd(String value, int from) {
        int last = Math.min(value.length(), from + LONGEST_CHARSET);
        for (int i = from; i < last && value.charAt(i) > ' '; i++) {
            if (value.charAt(i) == '?') {
                return i == from ? -1 : i;
            }
        }
        return -1;
    }

    private static byte[] quoted(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int octet = c == '=' ? hex(encoded, i + 1) : -1;
            if (octet >= 0) {
                bytes.write(octet);
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** The octet of the two hex digits at {@code at}, or -1. */
    static int hex(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static byte[] base64(String encoded) {
        StringBuilder clean = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (letter || c == '+' || c == '/') {
                clean.append(c);
            }
        }
        if (clean.length() % 4 == 1) {
            clean.setLength(clean.length() - 1); // six bits make no octet
        }
        return Base64.getDecoder().decode(clean.toString());
    }
}
