package org.ecluse.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The header of a stored message, bounded. */
public final class HeaderBlock {
    private static final int LONGEST_BYTES = 64 * 1024;

    private HeaderBlock() {}

    /** Everything before the empty line, whole lines only, at most 64 KB. */
    public static byte[] read(InputStream message) throws IOException {
        byte[] start = message.readNBytes(LONGEST_BYTES);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        int lineStart = 0;
        for (int i = 0; i < start.length; i++) {
            if (start[i] != '\n') {
                continue;
            }
            int length = i + 1 - lineStart;
            if (length == 1 || length == 2 && start[lineStart] == '\r') {
                return header.toByteArray();
            }
            header.write(start, lineStart, length);
            lineStart = i + 1;
        }
        if (start.length < LONGEST_BYTES) {
            header.write(start, lineStart, start.length - lineStart);
        }
        return header.toByteArray();
    }

    /** Whether any octet is outside ASCII: such a header needs SMTPUTF8 (RFC 6532). */
    public static boolean isInternational(byte[] header) {
        for (byte octet : header) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }
}
