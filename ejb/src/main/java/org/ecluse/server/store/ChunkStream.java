package org.ecluse.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a content's chunks one after the other; a chunk shorter than a full one is the last. */
final class ChunkStream extends InputStream {
    /** Gives the chunk of a number, from 1 on. */
    interface Source {
        Optional<byte[]> chunk(int number) throws IOException;
    }

    private final Source source;
    private final int fullBytes;
    private byte[] chunk;
    private int number = 1;
    private int position;

    ChunkStream(Source source, byte[] first, int fullBytes) {
        this.source = source;
        this.chunk = first;
        this.fullBytes = fullBytes;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        if (position < chunk.length) {
            return true;
        }
        if (chunk.length < fullBytes) {
            return false;
        }
        number++;
        chunk = source.chunk(number).orElseThrow(() -> new IOException("chunk " + number + " is missing"));
        position = 0;
        return chunk.length > 0;
    }
}
