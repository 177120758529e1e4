package org.ecluse.unpack;

import java.io.IOException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Raw deflate data, which ends by itself; counts how much of the input it took. */
final class CountedInflater extends InflaterInputStream {
    CountedInflater(Octets packed) {
        super(packed.stream(), new Inflater(true), 4096);
    }

    long consumed() {
        return consumed;
    }

    private long consumed;

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        consumed = inf.getBytesRead();
        return read;
    }

    @Override
    public void close() throws IOException {
        inf.end(); // not ended by super, which did not make it
        super.close();
    }
}
