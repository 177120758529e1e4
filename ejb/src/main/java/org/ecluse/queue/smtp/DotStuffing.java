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
            for (int i = 0; i < count; i++) {
                byte octet = buffer[i];
                if (octet == '\n') {
                    endLine(out);
                    lineStart = true;
                    afterCr = false;
                    continue;
                }
                if (afterCr) {
                    endLine(out);
                    lineStart = true;
                    afterCr = false;
                }
                if (octet == '\r') {
                    afterCr = true;
                    continue;
                }
                if (lineStart && octet == '.') {
                    out.write((byte) '.');
                }
                lineStart = false;
                out.write(octet);
            }
        }
        if (afterCr || !lineStart) {
            endLine(out);
        }
        out.write((byte) '.');
        endLine(out);
    }

    private static void endLine(GuardedOutput out) throws IOException {
        out.write((byte) '\r');
        out.write((byte) '\n');
    }
}
