package org.ecluse.server.scanning;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection to an engine for one question, over TCP or a Unix socket. All of it ends by one deadline, however slowly the other side
 * reads or speaks. Non-blocking underneath: a channel is the only way to Unix sockets, and a blocking channel knows no time-out.
 */
final class EngineConnection implements Closeable {
    private static final int BUFFER_BYTES = 8192;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long deadlineNanos;
    private final ByteBuffer arrived = ByteBuffer.allocate(BUFFER_BYTES).flip();

    private EngineConnection(SocketChannel channel, Selector selector, SelectionKey key, long deadlineNanos) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
        this.deadlineNanos = deadlineNanos;
    }

    /** @param total for everything on this connection, connecting included */
    static EngineConnection open(EngineLine line, Duration total) throws IOException {
        long deadlineNanos = System.nanoTime() + total.toNanos();
        SocketAddress resolved = line.resolve();
        SocketChannel channel = open(resolved);
        Selector selector = Selector.open();
        try {
            channel.configureBlocking(false);
            boolean connected = channel.connect(resolved);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!connected) {
                Duration connectTime = line.connectTimeout().compareTo(total) < 0 ? line.connectTimeout() : total;
                if (selector.select(Math.max(1, connectTime.toMillis())) == 0) {
                    throw new SocketTimeoutException("no connection within " + connectTime);
                }
                channel.finishConnect();
            }
            return new EngineConnection(channel, selector, key, deadlineNanos);
        } catch (IOException e) {
            closeBoth(channel, selector, e);
            throw e;
        }
    }

    private static SocketChannel open(SocketAddress resolved) throws IOException {
        if (resolved instanceof InetSocketAddress internet) {
            return SocketChannel.open(
                    internet.getAddress().getAddress().length == 4
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6);
        }
        return SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /** Writes all of it. False if the engine speaks or closes before that: then it wants no more, and what it says is to be read. */
    boolean write(ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            await(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
            if (arrived.hasRemaining() || key.isReadable()) {
                return false;
            }
            channel.write(octets);
        }
        return true;
    }

    boolean write(String ascii) throws IOException {
        return write(ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Says that nothing more will be written. */
    void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** The next octet, or -1 at the end. */
    int read() throws IOException {
        return fill() ? arrived.get() & 0xff : -1;
    }

    /** Reads some octets into {@code target} from {@code from} on, at most {@code length}; how many, or -1 at the end. */
    int read(byte[] target, int from, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, arrived.remaining());
        arrived.get(target, from, count);
        return count;
    }

    /**
     * Reads up to {@code end}, which is not part of the result; Latin-1.
     *
     * @throws IOException the connection ends before, or more than {@code longest} octets come before it
     */
    String readUntil(char end, int longest) throws IOException {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        for (int octet = read(); octet != end; octet = read()) {
            if (octet < 0) {
                throw new EOFException("connection closed before the reply ended");
            }
            if (words.size() >= longest) {
                throw new IOException("reply longer than " + longest + " bytes");
            }
            words.write(octet);
        }
        return words.toString(StandardCharsets.ISO_8859_1);
    }

    /** False at the end. */
    private boolean fill() throws IOException {
        while (!arrived.hasRemaining()) {
            await(SelectionKey.OP_READ);
            arrived.clear();
            int read = channel.read(arrived);
            arrived.flip();
            if (read < 0) {
                return false;
            }
        }
        return true;
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
