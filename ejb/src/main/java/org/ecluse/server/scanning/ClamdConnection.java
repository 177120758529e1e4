package org.ecluse.server.scanning;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection to clamd for one command. Non-blocking underneath: a channel is the only way to Unix sockets, and a blocking
 * channel knows no time-out.
 */
final class ClamdConnection implements Closeable {
    private static final int LONGEST_REPLY_BYTES = 4096;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long deadlineNanos;

    private ClamdConnection(SocketChannel channel, Selector selector, SelectionKey key, long deadlineNanos) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
        this.deadlineNanos = deadlineNanos;
    }

    /** @param total for everything on this connection after it stands */
    static ClamdConnection open(ClamdAddress address, Duration connectTimeout, Duration total) throws IOException {
        SocketAddress resolved = address.resolve();
        SocketChannel channel = SocketChannel.open(address.family(resolved));
        Selector selector = Selector.open();
        try {
            channel.configureBlocking(false);
            boolean connected = channel.connect(resolved);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!connected) {
                if (selector.select(connectTimeout.toMillis()) == 0) {
                    throw new SocketTimeoutException("no connection within " + connectTimeout);
                }
                channel.finishConnect();
            }
            return new ClamdConnection(channel, selector, key, System.nanoTime() + total.toNanos());
        } catch (IOException e) {
            closeBoth(channel, selector, e);
            throw e;
        }
    }

    /** Writes all of it. Returns what clamd says if it speaks before that: then it wants no more. */
    Optional<String> write(ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            await(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
            if (key.isReadable()) {
                return Optional.of(reply());
            }
            channel.write(octets);
        }
        return Optional.empty();
    }

    /** Reads up to the NUL that ends a reply of the {@code z} form. */
    String reply() throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(512);
        while (reply.size() < LONGEST_REPLY_BYTES) {
            await(SelectionKey.OP_READ);
            chunk.clear();
            int read = channel.read(chunk);
            for (int i = 0; i < read; i++) {
                if (chunk.get(i) == 0) {
                    return reply.toString(StandardCharsets.ISO_8859_1);
                }
                reply.write(chunk.get(i));
            }
            if (read < 0) {
                throw new IOException("connection closed before the reply ended");
            }
        }
        throw new IOException("reply longer than " + LONGEST_REPLY_BYTES + " bytes");
    }

    private void await(int operations) throws IOException {
        key.interestOps(operations);
        long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        selector.selectedKeys().clear();
        if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
            throw new SocketTimeoutException("no answer in time");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            selector.close();
        }
    }

    private static void closeBoth(SocketChannel channel, Selector selector, IOException cause) {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
