package org.ecluse.queue.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An open session with a server, greeted and, where wanted, encrypted. Used by one thread at a time. */
final class SmtpConnection {
    private static final Duration QUIT_LIMIT = Duration.ofSeconds(2);
    private static final int REPLY_NOT_IMPLEMENTED_FAMILY = 5;

    private final HopAddress hop;
    private final SmtpTimeouts timeouts;
    private final WriteGuard guard;
    private final Socket raw;
    private ReplyReader replies;
    private GuardedOutput out;
    private Capabilities capabilities = Capabilities.NONE;
    private boolean encrypted;
    private int transactions;
    private long idleSinceNanos;

    private SmtpConnection(HopAddress hop, SmtpTimeouts timeouts, WriteGuard guard, Socket raw) throws IOException {
        this.hop = hop;
        this.timeouts = timeouts;
        this.guard = guard;
        this.raw = raw;
        this.replies = new ReplyReader(raw);
        this.out = new GuardedOutput(raw, raw.getOutputStream(), timeouts.dataBlock());
        guard.watch(out);
    }

    /**
     * Connects, greets and encrypts.
     *
     * @throws HopUnavailableException another server may be tried
     */
    static SmtpConnection open(HopAddress hop, String heloName, SmtpTimeouts timeouts, WriteGuard guard)
            throws HopUnavailableException {
        try {
            return openWith(hop, heloName, timeouts, guard, hop.tls() != TlsUse.NONE);
        } catch (TlsFailedException e) {
            if (hop.tls() == TlsUse.REQUIRED) {
                throw new HopUnavailableException("TLS is required and failed with " + hop + ": " + reason(e), e);
            }
        }
        try {
            // Opportunistic: mail in clear is what there was before STARTTLS, and better than no mail (RFC 7435).
            return openWith(hop, heloName, timeouts, guard, false);
        } catch (TlsFailedException e) {
            throw new IllegalStateException("TLS was not wanted", e);
        }
    }

    private static SmtpConnection openWith(
            HopAddress hop, String heloName, SmtpTimeouts timeouts, WriteGuard guard, boolean tls)
            throws HopUnavailableException, TlsFailedException {
        Socket socket = new Socket();
        SmtpConnection connection = null;
        boolean ready = false;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(hop.address(), hop.port()), (int)
                    timeouts.connect().toMillis());
            connection = new SmtpConnection(hop, timeouts, guard, socket);
            connection.greet(heloName);
            if (tls) {
                connection.startTls(heloName);
            }
            ready = true;
            return connection;
        } catch (HopUnavailableException | TlsFailedException e) {
            throw e;
        } catch (IOException e) {
            throw new HopUnavailableException(hop + ": " + reason(e), e);
        } finally {
            if (!ready) {
                abandon(socket, connection);
            }
        }
    }

    HopAddress hop() {
        return hop;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    boolean encrypted() {
        return encrypted;
    }

    int transactions() {
        return transactions;
    }

    void transactionDone() {
        transactions++;
        idleSinceNanos = System.nanoTime();
    }

    long idleNanos() {
        return System.nanoTime() - idleSinceNanos;
    }

    /** A connection at rest on which the server speaks, or that it closed, is of no use any more. */
    boolean isQuiet() {
        try {
            return !raw.isClosed() && !replies.hasUnread();
        } catch (IOException e) {
            return false;
        }
    }

    GuardedOutput out() {
        return out;
    }

    void line(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        out.write(octets, 0, octets.length);
        out.write((byte) '\r');
        out.write((byte) '\n');
    }

    SmtpReply reply(Duration limit) throws IOException {
        return replies.read(limit);
    }

    SmtpReply command(String text) throws IOException {
        line(text);
        out.flush();
        return reply(timeouts.reply());
    }

    /** Says QUIT and closes; waits at most two seconds for a good-bye. */
    void quit() {
        try {
            line("QUIT");
            out.flush();
            reply(QUIT_LIMIT);
        } catch (IOException e) {
            // The transaction is over: how the server ends the session changes nothing.
            idleSinceNanos = 0;
        } finally {
            close();
        }
    }

    /** Closes at once, without a word: the only way to leave DATA without sending a message. */
    void close() {
        abandon(raw, this);
    }

    private void greet(String heloName) throws IOException {
        SmtpReply greeting = reply(timeouts.reply());
        if (!greeting.positive()) {
            throw new HopUnavailableException(hop.toString(), greeting);
        }
        hello(heloName);
    }

    private void hello(String heloName) throws IOException {
        SmtpReply reply = command((hop.lmtp() ? "LHLO " : "EHLO ") + heloName);
        if (reply.positive()) {
            capabilities = Capabilities.of(reply);
            return;
        }
        capabilities = Capabilities.NONE;
        if (reply.code() / 100 == REPLY_NOT_IMPLEMENTED_FAMILY && !hop.lmtp()) {
            reply = command("HELO " + heloName);
        }
        if (!reply.positive()) {
            throw new HopUnavailableException(hop.toString(), reply);
        }
    }

    private void startTls(String heloName) throws IOException, TlsFailedException {
        if (!capabilities.has("STARTTLS")) {
            if (hop.tls() == TlsUse.REQUIRED) {
                throw new TlsFailedException("the server does not announce STARTTLS", null);
            }
            return;
        }
        try {
            SmtpReply reply = command("STARTTLS");
            if (!reply.positive()) {
                throw new TlsFailedException(reply.text(), null);
            }
            if (replies.hasUnread()) {
                throw new TlsFailedException("the server spoke in clear after STARTTLS", null);
            }
            Socket tls = TlsClient.handshake(raw, hop, timeouts.reply());
            guard.forget(out);
            out = new GuardedOutput(raw, tls.getOutputStream(), timeouts.dataBlock());
            guard.watch(out);
            replies = new ReplyReader(tls);
            encrypted = true;
            hello(heloName);
        } catch (HopUnavailableException | TlsFailedException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsFailedException(reason(e), e);
        }
    }

    private static void abandon(Socket socket, SmtpConnection connection) {
        if (connection != null) {
            connection.guard.forget(connection.out);
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that cannot even be closed.
            assert socket.isClosed();
        }
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** STARTTLS is not there, was refused, or its handshake failed. */
    private static final class TlsFailedException extends IOException {
        private static final long serialVersionUID = 1L;

        TlsFailedException(String message, IOException cause) {
            super(message, cause);
        }
    }
}
