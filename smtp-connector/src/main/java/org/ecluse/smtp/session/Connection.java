package org.ecluse.smtp.session;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * One client's socket with its buffers. The session's thread reads and writes; any other thread may only
 * {@link #expire} or {@link #abort} it.
 */
final class Connection {

    private static final System.Logger LOG = System.getLogger(Connection.class.getName());
    private static final int LINGER_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 1000;

    private final Socket plain;
    private final WireWriter writer;
    private final WireReader reader;
    private final AtomicReference<ProtocolReply> expiry = new AtomicReference<>();
    private volatile long expiredAtNanos;
    private volatile Socket socket;
    private SSLSession tls;

    Connection(Socket plain) throws IOException {
        this.plain = plain;
        this.socket = plain;
        plain.setTcpNoDelay(true);
        writer = new WireWriter(plain.getOutputStream());
        reader = new WireReader(plain.getInputStream(), writer);
    }

    WireReader reader() {
        return reader;
    }

    WireWriter writer() {
        return writer;
    }

    Socket plain() {
        return plain;
    }

    Optional<SSLSession> tls() {
        return Optional.ofNullable(tls);
    }

    /** Waits for the client to say something, but no longer than {@code atMost}. Throws when it left. */
    void listen(Duration atMost) throws IOException {
        if (atMost.isZero()) return;
        int usual = plain.getSoTimeout();
        plain.setSoTimeout((int) atMost.toMillis());
        try {
            if (reader.fill() < 0) throw new EOFException("client left before the banner");
        } catch (SocketTimeoutException e) {
            LOG.log(Level.TRACE, "silent, as it should be", e);
        } finally {
            plain.setSoTimeout(usual);
        }
    }

    /** Shakes hands. Throws when the client cannot; nothing may be sent then. */
    void upgrade(TlsUpgrade upgrade) throws IOException {
        writer.flush();
        SSLSocket encrypted = upgrade.over(plain);
        socket = encrypted;
        encrypted.startHandshake();
        tls = encrypted.getSession();
        reader.upgrade(encrypted.getInputStream());
        writer.upgrade(encrypted.getOutputStream());
    }

    /**
     * Wakes the session's thread: its read ends, and it says this reply and closes. The first reason given counts.
     * The thread may still write, so a decision under way reaches the client.
     */
    void expire(ProtocolReply reason) {
        if (!expiry.compareAndSet(null, reason)) return;
        expiredAtNanos = System.nanoTime();
        try {
            plain.shutdownInput();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client was gone already", e);
        }
    }

    /** Why this connection has to end, if it has to. */
    Optional<ProtocolReply> expiry() {
        return Optional.ofNullable(expiry.get());
    }

    long expiredAtNanos() {
        return expiredAtNanos;
    }

    /** Closes at once, in the middle of a read or write. */
    void abort() {
        try {
            plain.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client was gone already", e);
        }
    }

    /** Sends what is left and closes; the client is closing too. */
    void close() {
        try (Socket closing = socket) {
            if (!closing.isClosed()) writer.flush();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client did not wait for the end", e);
        }
    }

    /**
     * Closes so that the last reply arrives: data that came after it would make the system reset the connection, and
     * the reset overtakes the reply. So a bounded amount is read and thrown away first.
     */
    void closeGently() {
        try (Socket closing = socket) {
            writer.flush();
            if (!plain.isInputShutdown()) drain(closing);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client did not wait for the end", e);
        }
    }

    private void drain(Socket closing) throws IOException {
        closing.shutdownOutput();
        plain.setSoTimeout(LINGER_MILLIS);
        InputStream in = plain.getInputStream();
        byte[] thrownAway = new byte[8192];
        int left = LINGER_BYTES;
        long until = System.nanoTime() + LINGER_MILLIS * 1_000_000L;
        try {
            while (left > 0 && System.nanoTime() < until) {
                int count = in.read(thrownAway);
                if (count < 0) return;
                left -= count;
            }
        } catch (SocketTimeoutException e) {
            LOG.log(Level.TRACE, "client keeps the connection open", e);
        }
    }
}
