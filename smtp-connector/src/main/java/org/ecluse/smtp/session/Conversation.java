package org.ecluse.smtp.session;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Supplier;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpTransactionListener;

/** One session from banner to end: reads commands, lets them run, counts what goes wrong. */
final class Conversation {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
    private static final LogThrottle FAILURES = new LogThrottle(Conversation.class);
    /** Commands without progress (NOOP, HELP, a bare RSET …) before each further one counts as bad. */
    private static final int MAX_IDLE_COMMANDS = 100;

    private final Server server;
    private final Connection connection;
    private final ClientSession session;
    private final ListenerSource listeners;
    private final SessionClock clock;
    private SmtpTransactionListener listener;
    private Optional<Transaction> transaction = Optional.empty();
    private int badCommands;
    private int idleCommands;
    private boolean bodyRefused;
    private boolean ending;
    private boolean quit;

    Conversation(Server server, Connection connection, ClientSession session, ListenerSource listeners) {
        this.server = server;
        this.connection = connection;
        this.session = session;
        this.listeners = listeners;
        clock = new SessionClock(connection, server.settings().limits());
    }

    /** Holds the whole session; returns when the connection is closed. */
    void run() {
        try (ListenerSource.Lease lease = listeners.acquire()) {
            listener = lease.listener();
            try {
                hold();
            } finally {
                tellEnded();
            }
        } catch (ListenerSource.ListenerUnavailableException e) {
            FAILURES.failed("The application does not take mail now", e);
            tryReply(ProtocolReply.NO_LISTENER);
        } finally {
            if (quit && !connection.reader().hasBuffered()) connection.close();
            else connection.closeGently();
        }
    }

    private void hold() {
        try {
            if (welcome()) converse();
        } catch (EOFException e) {
            LOG.log(Level.TRACE, "client left", e);
        } catch (SocketTimeoutException e) {
            connection.expire(ProtocolReply.IDLE);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection lost", e);
        } catch (RuntimeException | Error e) {
            FAILURES.failed("Session " + session.id() + " failed", e);
            tryReply(ProtocolReply.FAILURE);
        }
        if (!ending) connection.expiry().ifPresent(this::tryReply);
    }

    /** Banner or refusal; whether the client may go on. */
    private boolean welcome() throws IOException {
        SmtpAnswer answer = ask(() -> listener.connected(session), ProtocolReply.FAILURE);
        if (!answer.accepted()) {
            reply(answer, ProtocolReply.OK);
            return false;
        }
        if (spokeEarly()) session.fault(ProtocolFault.EARLY_TALKER);
        SmtpSettings settings = server.settings();
        reply(ProtocolReply.BANNER, settings.hostName(), settings.productName());
        return true;
    }

    private boolean spokeEarly() throws IOException {
        int pauseMillis = (int) server.settings().greetingPause().toMillis();
        if (pauseMillis == 0) return connection.reader().hasInput();
        int usual = connection.plain().getSoTimeout();
        try {
            connection.plain().setSoTimeout(pauseMillis);
            if (connection.reader().fill() < 0) throw new EOFException("client left before the banner");
            return true;
        } catch (SocketTimeoutException e) {
            return false; // silent, as it should be
        } finally {
            connection.plain().setSoTimeout(usual);
        }
    }

    private void converse() throws IOException {
        int maxLineOctets = server.commands().maxLineOctets();
        while (!ending) {
            clock.enter(transaction.isPresent() ? SessionClock.Phase.TRANSACTION : SessionClock.Phase.IDLE);
            WireReader.Found found = connection.reader().readLine(maxLineOctets);
            clock.enter(SessionClock.Phase.WORKING);
            if (found == WireReader.Found.LINE) perform(connection.reader().line());
            else reply(complaint(found));
        }
    }

    private ProtocolReply complaint(WireReader.Found found) throws EOFException {
        if (found == WireReader.Found.END) throw new EOFException("client left");
        if (found == WireReader.Found.BARE_LF) session.fault(ProtocolFault.BARE_LF);
        if (bodyRefused) return ProtocolReply.NOT_SYNCHRONISED;
        return switch (found) {
            case BARE_LF -> ProtocolReply.BARE_LINE_END;
            case TOO_LONG -> ProtocolReply.LINE_TOO_LONG;
            case HOPELESS -> ProtocolReply.NOT_SMTP;
            default -> ProtocolReply.BAD_OCTETS;
        };
    }

    private void perform(CommandLine line) throws IOException {
        Optional<SmtpCommand> known = server.commands().find(line.verb());
        if (!line.wellFormed()) reply(ProtocolReply.BAD_OCTETS);
        else if (known.isEmpty()) reply(unknown(line));
        else if (line.octets() > known.get().maxLineOctets()) reply(ProtocolReply.LINE_TOO_LONG);
        else perform(known.get(), line.argument());
    }

    private void perform(SmtpCommand command, String argument) throws IOException {
        boolean sentOn = connection.reader().hasBuffered();
        if (sentOn && (command.endsGroup() || !session.esmtp())) session.fault(ProtocolFault.PIPELINING_ABUSE);
        bodyRefused = false;
        if (command.advances()) idleCommands = 0;
        else if (++idleCommands > MAX_IDLE_COMMANDS) countBadCommand();
        if (server.settings().requireTls() && !session.tls() && !command.allowedInClear()) {
            reply(ProtocolReply.TLS_REQUIRED);
        } else if (!ending) {
            command.execute(this, argument);
        }
    }

    /** After a refused DATA a line that is no command is the body; and no command looks like HTTP. */
    private ProtocolReply unknown(CommandLine line) {
        if (bodyRefused) return ProtocolReply.NOT_SYNCHRONISED;
        return CrossProtocol.isHttp(line) ? ProtocolReply.NOT_SMTP : ProtocolReply.UNKNOWN_COMMAND;
    }

    Server server() {
        return server;
    }

    Connection connection() {
        return connection;
    }

    ClientSession session() {
        return session;
    }

    SessionClock clock() {
        return clock;
    }

    SmtpTransactionListener listener() {
        return listener;
    }

    Optional<Transaction> transaction() {
        return transaction;
    }

    void begin(Transaction begun) {
        transaction = Optional.of(begun);
    }

    void endTransaction() {
        transaction = Optional.empty();
    }

    /** Closes after what was replied. */
    void end() {
        ending = true;
    }

    /** DATA was refused: what comes next must be a command. */
    void expectNoBody() {
        bodyRefused = true;
    }

    /** Why no transaction may begin any more: the server stops, or the session is too old. */
    Optional<ProtocolReply> noNewTransaction() {
        if (server.isStopping()) return Optional.of(ProtocolReply.STOPPING);
        return clock.isOverdue() ? Optional.of(ProtocolReply.DEADLINE) : connection.expiry();
    }

    /** Calls the listener. It must not fail; if it does, the mail stays with the client. */
    SmtpAnswer ask(Supplier<SmtpAnswer> question) {
        return ask(question, ProtocolReply.LISTENER_FAILED);
    }

    private SmtpAnswer ask(Supplier<SmtpAnswer> question, ProtocolReply onFailure) {
        clock.enter(SessionClock.Phase.DECIDING);
        try {
            SmtpAnswer answer = question.get();
            if (answer != null) return answer;
            FAILURES.failed("The listener gave no answer", new IllegalStateException("session " + session.id()));
        } catch (RuntimeException | Error e) {
            FAILURES.failed("The listener failed in session " + session.id(), e);
        } finally {
            clock.enter(SessionClock.Phase.WORKING);
        }
        return onFailure.answer();
    }

    private void tellEnded() {
        clock.enter(SessionClock.Phase.DECIDING);
        try {
            listener.ended(session);
        } catch (RuntimeException | Error e) {
            FAILURES.failed("The listener failed at the end of session " + session.id(), e);
        } finally {
            clock.enter(SessionClock.Phase.WORKING);
        }
    }

    void reply(ProtocolReply reply) throws IOException {
        connection.writer().put(reply.wire());
        after(reply);
    }

    void reply(ProtocolReply reply, Object... parameters) throws IOException {
        connection.writer().put(reply.wire(parameters));
        after(reply);
    }

    void replyLines(byte[][] lines) throws IOException {
        for (byte[] line : lines) connection.writer().put(line);
    }

    /** The listener's answer; {@code accepted} gives the words it left out. */
    void reply(SmtpAnswer answer, ProtocolReply accepted) throws IOException {
        ProtocolReply words = accepted;
        if (!answer.accepted()) words = answer.code() < 500 ? ProtocolReply.DEFERRED : ProtocolReply.REFUSED;
        connection.writer().put(words.wire(answer));
        if (answer.close()) end();
    }

    private void after(ProtocolReply reply) throws IOException {
        if (reply == ProtocolReply.BYE) quit = true;
        if (reply.closes()) end();
        else if (reply.isProtocolError()) countBadCommand();
    }

    private void countBadCommand() throws IOException {
        badCommands++;
        if (badCommands < server.settings().limits().maxBadCommands() || ending) return;
        connection.writer().put(ProtocolReply.TOO_MANY_BAD_COMMANDS.wire());
        end();
    }

    private void tryReply(ProtocolReply reply) {
        try {
            connection.writer().put(reply.wire());
            connection.writer().flush();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client did not wait for the reply", e);
        }
    }
}
