package org.ecluse.smtp.session;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Function;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpTransactionListener;

/** One session from banner to end: reads commands, lets them run, counts what goes wrong. */
final class Conversation {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
    private static final LogThrottle FAILURES = new LogThrottle(Conversation.class);

    private final Server server;
    private final Connection connection;
    private final SessionClock clock;
    private final ListenerSource listeners;
    private final SessionGuard.Place place;
    private final boolean mayXclient;
    private ClientSession session;
    private Patience patience;
    private ListenerCalls listener;
    private Optional<Transaction> transaction = Optional.empty();
    private boolean bodyRefused;
    private boolean ending;
    private boolean quit;
    private boolean broughtMail;

    Conversation(
            Server server,
            Connection connection,
            SessionClock clock,
            ClientSession session,
            ListenerSource listeners,
            SessionGuard.Place place) {
        this.server = server;
        this.connection = connection;
        this.clock = clock;
        this.session = session;
        this.listeners = listeners;
        this.place = place;
        patience = new Patience(server.settings().limits().maxBadCommands());
        // Asked once, before any XCLIENT: who may speak for others is known by its own address.
        mayXclient =
                server.settings().peers().xclients().contains(session.client().getAddress());
        connection.reader().onIncompleteLine(clock::lineIncomplete);
    }

    /** Says why there is no session. */
    void refuse(ProtocolReply reply) {
        server.counters().connectionRefused();
        if (!server.settings().implicitTls()) tryReply(reply); // in clear it would break the handshake
        connection.closeGently();
    }

    /** Holds the whole session; returns when the connection is closed. */
    void run() {
        try (ListenerSource.Lease lease = listeners.acquire()) {
            listener = new ListenerCalls(lease.listener(), clock);
            if (server.settings().implicitTls() && !encrypt()) return;
            try {
                hold();
            } finally {
                listener.ended(session);
                server.doorMemory()
                        .ended(session.client().getAddress(), session.faults(), broughtMail, System.nanoTime());
            }
        } catch (ListenerSource.ListenerUnavailableException e) {
            FAILURES.failed("The application does not take mail now", e);
            if (!server.settings().implicitTls()) tryReply(ProtocolReply.NO_LISTENER);
        } finally {
            if (quit && !connection.reader().hasBuffered()) connection.close();
            else connection.closeGently();
        }
    }

    private void hold() {
        try {
            listenForEarlyTalk();
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
        connection.expiry().ifPresent(this::cutOff);
    }

    private void cutOff(ProtocolReply reason) {
        if (reason == ProtocolReply.TOO_SLOW) session.fault(ProtocolFault.TOO_SLOW);
        if (!ending) tryReply(reason);
    }

    /** Shakes hands; false if the client cannot, and nothing may be said to it then. */
    boolean encrypt() {
        clock.enter(SessionClock.Phase.OPENING);
        try {
            connection.upgrade(server.tls().orElseThrow());
            session.encrypted(connection.tls().orElseThrow());
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "TLS handshake failed", e);
            end();
            return false;
        } finally {
            clock.enter(SessionClock.Phase.WORKING);
        }
    }

    /** Waits for the pause of the settings, but neither while busy nor under TLS, where a time-out may split a record. */
    private void listenForEarlyTalk() throws IOException {
        if (!session.tls() && !server.guard().isBusy()) {
            connection.listen(server.settings().greetingPause());
        }
        noteEarlyTalk();
    }

    private void noteEarlyTalk() throws IOException {
        if (connection.reader().hasInput()) session.fault(ProtocolFault.EARLY_TALKER);
    }

    /** Banner or refusal; whether the client may go on. */
    private boolean welcome() throws IOException {
        if (!greet()) return false;
        noteEarlyTalk(); // the banner has not left yet
        return true;
    }

    private boolean greet() throws IOException {
        SmtpAnswer answer = listener.ask(session, ProtocolReply.FAILURE, asked -> asked.connected(session));
        if (!answer.accepted()) {
            reply(answer, ProtocolReply.OK);
            if (answer.code() < 500) {
                byte[] line = ProtocolReply.DEFERRED.wire(answer);
                server.doorMemory().refused(session.client().getAddress(), line, System.nanoTime());
            }
            return false;
        }
        SmtpSettings settings = server.settings();
        reply(ProtocolReply.BANNER, settings.hostName(), settings.productName());
        return true;
    }

    /** Another client speaks from now on (XCLIENT): everything begins anew, with the banner or a refusal. */
    void restart(ClientSession next) throws IOException {
        Optional<ProtocolReply> refusal = place.belongsTo(next.client().getAddress());
        if (refusal.isPresent()) {
            reply(refusal.get());
            return;
        }
        listener.ended(session);
        session = next;
        broughtMail = false;
        patience = new Patience(server.settings().limits().maxBadCommands());
        endTransaction();
        if (!greet()) end();
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
        if (command.endsGroup() || !session.esmtp()) noteWhatWasSentAhead();
        bodyRefused = false;
        if (!command.isBounded() && patience.isStrainedByCommand()) countBadCommand();
        if (ending) return;
        if (server.settings().requiresTls() && !session.tls() && !command.allowedInClear()) {
            reply(ProtocolReply.TLS_REQUIRED);
        } else {
            command.execute(this, argument);
        }
    }

    /**
     * Notes what came behind something whose reply the client had to wait for. Exact: that reply has not left yet, so
     * whatever is here was sent without knowing it.
     */
    void noteWhatWasSentAhead() throws IOException {
        if (connection.reader().hasInput()) session.fault(ProtocolFault.PIPELINING_ABUSE);
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

    boolean mayXclient() {
        return mayXclient;
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

    /** A whole body came in: the client is here to send mail. */
    void bodyArrived() {
        patience.messageArrived();
        broughtMail = true;
    }

    /** Why no transaction may begin any more: the server stops, or the session is too old. */
    Optional<ProtocolReply> noNewTransaction() {
        if (server.isStopping()) return Optional.of(ProtocolReply.STOPPING);
        return clock.isOverdue() ? Optional.of(ProtocolReply.DEADLINE) : connection.expiry();
    }

    /** Calls the listener. It must not fail; if it does, the mail stays with the client. */
    SmtpAnswer ask(Function<SmtpTransactionListener, SmtpAnswer> question) {
        return listener.ask(session, ProtocolReply.LISTENER_FAILED, question);
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
        if (reply == ProtocolReply.NOT_SMTP) session.fault(ProtocolFault.NOT_SMTP);
        if (reply.closes()) end();
        else if (reply.isProtocolError()) countBadCommand();
    }

    /** The session ends with 421 when this was one bad command too many. */
    void countBadCommand() throws IOException {
        if (ending || !patience.isLostByBadCommand()) return;
        session.fault(ProtocolFault.TOO_MANY_BAD_COMMANDS);
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
