package org.ecluse.unpack;

import java.io.ByteArrayOutputStream;

/** Bytes that are collected, and looked at where they are. */
final class KeptBytes extends ByteArrayOutputStream {
    Octets octets() {
        return new Octets(buf, 0, count);
    }

    void drop() {
        buf = new byte[0];
        count = 0;
    }
}
