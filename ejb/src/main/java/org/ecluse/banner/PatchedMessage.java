package org.ecluse.banner;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.ecluse.mail.RawMessage;

/** A message some stretches of which were replaced; everything else is read from where it is kept. */
record PatchedMessage(RawMessage original, List<Patch> patches) implements RawMessage {
    /** @param patches in order, apart from each other */
    PatchedMessage {
        patches = List.copyOf(patches);
    }

    @Override
    public long sizeBytes() {
        return original.sizeBytes()
                + patches.stream()
                        .mapToLong(patch -> patch.octets().length - patch.length())
                        .sum();
    }

    @Override
    public InputStream open() throws IOException {
        return new PatchedStream(original.open(), patches.iterator());
    }

    private static final class PatchedStream extends InputStream {
        private final InputStream in;
        private final Iterator<Patch> coming;
        private Patch next;
        private long position;
        private int written;

        PatchedStream(InputStream in, Iterator<Patch> coming) {
            this.in = in;
            this.coming = coming;
            this.next = coming.hasNext() ? coming.next() : null;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (next != null && position == next.start()) {
                if (written < next.octets().length) {
                    int count = Math.min(length, next.octets().length - written);
                    System.arraycopy(next.octets(), written, target, offset, count);
                    written += count;
                    return count;
                }
                in.skipNBytes(next.length());
                position += next.length();
                written = 0;
                next = coming.hasNext() ? coming.next() : null;
            }
            long left = next == null ? length : Math.min(length, next.start() - position);
            int count = in.read(target, offset, (int) left);
            position += Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
