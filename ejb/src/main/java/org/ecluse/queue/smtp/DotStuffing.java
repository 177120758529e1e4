package org.ecluse.queue.smtp;

import java.io.IOException;
import java.io.InputStream;

/**
 * Writes content as DATA wants it: dots doubled at line starts, every line ended by CRLF, the final dot (RFC 5321
 * section 4.5.2). Bare CR and LF become CRLF: no server may read a line end that we did not (SMTP smuggling).
 */
final class DotStuffing {
    private static final int BUFFER_BYTES = 16 * 1024;

    private DotStuffing() {}

    static void write(InputStream content, GuardedOutput out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean lineStart = true;
        boolean afterCr = false;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            int i = 0;
            while (i < count) {
                if (afterCr) {
                    endLine(out);
                    lineStart = true;
                    afterCr = false;
                    if (buffer[i] == '\n') {
                        i++;
                        continue;
                    }
                }
                if (lineStart && buffer[i] == '.') {
                    out.write((byte) '.');
                }
                int end = lineEnd(buffer, i, count);
                if (end > i) {
                    out.write(buffer, i, end - i);
                    lineStart = false;
                }
                if (end < count && buffer[end] == '\r') {
                    afterCr = true;
                } else if (end < count) {
                    endLine(out);
                    lineStart = true;
                }
                i = end + 1;
            }
        }
        if (afterCr || !lineStart) {
            endLine(out);
        }
        out.write((byte) '.');
        endLine(out);
    }

    private static int lineEnd(byte[] buffer, int from, int count) {
        int end = from;
        while (end < count && buffer[end] != '\r' && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private static void endLine(GuardedOutput out) throws IOException {
        out.write((byte) '\r');
        out.write((byte) '\n');
    }
}
