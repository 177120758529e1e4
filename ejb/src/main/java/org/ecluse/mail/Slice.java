package org.ecluse.mail;

import java.io.IOException;
import java.io.InputStream;

/** The next {@code length} bytes of a stream; closing it leaves the stream open. */
final class Slice extends InputStream {
    private final InputStream source;
    private long left;

    Slice(InputStream source, long length) {
        this.source = source;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = source.read(target, offset, (int) Math.min(length, left));
        left = read < 0 ? 0 : left - read;
        return read;
    }
}
