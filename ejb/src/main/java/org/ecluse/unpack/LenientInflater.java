package org.ecluse.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/** Zlib data that may lack its end: programs that show documents take what there is. */
final class LenientInflater extends InflaterInputStream {
    LenientInflater(InputStream packed) {
        super(packed);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (EOFException e) {
            return -1; // the end is where the data ends
        }
    }
}
