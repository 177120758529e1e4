package org.ecluse.queue.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** The buffered way to a server. Every write to the socket has a deadline that {@link WriteGuard} enforces. */
final class GuardedOutput {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final long IDLE = Long.MIN_VALUE;

    private final Socket socket;
    private final OutputStream out;
    private final long blockNanos;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;
    private volatile long deadline = IDLE;

    /** @param raw the TCP socket below TLS: closing it does not wait for the peer */
    GuardedOutput(Socket raw, OutputStream out, Duration block) {
        this.socket = raw;
        this.out = out;
        this.blockNanos = block.toNanos();
    }

    void write(byte octet) throws IOException {
        if (length == buffer.length) {
            drain();
        }
        buffer[length++] = octet;
    }

    void write(byte[] octets, int offset, int count) throws IOException {
        int from = offset;
        int left = count;
        while (left > 0) {
            if (length == buffer.length) {
                drain();
            }
            int part = Math.min(left, buffer.length - length);
            System.arraycopy(octets, from, buffer, length, part);
            length += part;
            from += part;
            left -= part;
        }
    }

    void flush() throws IOException {
        drain();
        out.flush();
    }

    boolean isOverdue(long now) {
        long limit = deadline;
        return limit != IDLE && now - limit > 0;
    }

    void abort() throws IOException {
        socket.close();
    }

    private void drain() throws IOException {
        long limit = System.nanoTime() + blockNanos;
        deadline = limit == IDLE ? limit + 1 : limit;
        try {
            out.write(buffer, 0, length);
            length = 0;
        } finally {
            deadline = IDLE;
        }
    }
}
