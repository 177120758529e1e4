package org.ecluse.smtp.session;

import java.io.IOException;
import java.io.OutputStream;

/** Collects replies and sends them in one packet when the reader is about to wait (RFC 2920 section 3.2). */
final class WireWriter {

    private final byte[] buffer = new byte[2048];
    private OutputStream out;
    private int used;

    WireWriter(OutputStream out) {
        this.out = out;
    }

    void put(byte[] line) throws IOException {
        if (used + line.length > buffer.length) flush();
        if (line.length > buffer.length) {
            out.write(line);
            return;
        }
        System.arraycopy(line, 0, buffer, used, line.length);
        used += line.length;
    }

    void flush() throws IOException {
        if (used == 0) return;
        int length = used;
        used = 0;
        out.write(buffer, 0, length);
        out.flush();
    }

    /** Goes on over TLS. */
    void upgrade(OutputStream encrypted) {
        out = encrypted;
    }
}
