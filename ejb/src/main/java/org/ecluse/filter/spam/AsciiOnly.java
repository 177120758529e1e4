package org.ecluse.filter.spam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Whether an encoding was needed at all; filters are fooled by encodings, readers are not. */
final class AsciiOnly {
    private AsciiOnly() {}

    /** True if no character needs more than 7 bits. */
    static boolean isMostlyAscii(String text) {
        return !text.isBlank() && text.chars().limit(20_000).noneMatch(c -> c >= 128);
    }

    /** True for a field value that is one base64 encoded word of plain ASCII. */
    static boolean isAsciiWord(String raw) {
        int start = raw.indexOf('?', raw.indexOf('?', raw.indexOf('?') + 1) + 1) + 1;
        int end = raw.indexOf("?=", start);
        if (start <= 0 || end < 0 || end - start > 1000) {
            return false;
        }
        try {
            byte[] decoded =
                    Base64.getMimeDecoder().decode(raw.substring(start, end).getBytes(StandardCharsets.ISO_8859_1));
            return isMostlyAscii(new String(decoded, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return false; // no base64 after all
        }
    }
}
