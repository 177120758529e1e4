package org.ecluse.smtp.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * Where SubEthaSMTP hands a new session over. The library asks whether the session is acceptable; the whole
 * conversation takes place inside that question, so none of the library's own loop, commands or replies is reached.
 */
final class SessionDoor implements SessionHandler, ListenSocket.Doorkeeper {

    private static final System.Logger LOG = System.getLogger(SessionDoor.class.getName());

    private final Server server;
    private final ListenerSource listeners;
    private final Map<Session, SessionGuard.Place> places = new ConcurrentHashMap<>();
    private final Map<Session, ProtocolReply> refusals = new ConcurrentHashMap<>();
    private final String idPrefix = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicLong sequence = new AtomicLong();
    private volatile Watchdog watchdog;
    private volatile LateRefusals lateRefusals;

    SessionDoor(Server server, ListenerSource listeners) {
        this.server = server;
        this.listeners = listeners;
    }

    void watchedBy(Watchdog guardian) {
        watchdog = guardian;
    }

    void refusesBy(LateRefusals refusals) {
        lateRefusals = refusals;
    }

    /** Why this client cannot come in now, if it cannot; nothing is counted but the refusal. Called on the accepting thread. */
    @Override
    public Optional<DoorRefusal> refusal(InetAddress peer) {
        Optional<DoorRefusal> refusal =
                server.isStopping() ? Optional.of(DoorRefusal.now(ProtocolReply.STOPPING)) : refusesNow(peer);
        if (refusal.isPresent()) server.counters().connectionRefused();
        return refusal;
    }

    @Override
    public void turnAway(Socket client, DoorRefusal why) {
        // In clear it would break the handshake that the client expects.
        lateRefusals.refuse(client, server.settings().implicitTls() ? why.withoutAWord() : why);
    }

    private Optional<DoorRefusal> refusesNow(InetAddress peer) {
        boolean proxy = isProxy(peer);
        Optional<byte[]> remembered =
                proxy ? Optional.empty() : server.doorMemory().refusal(peer, System.nanoTime());
        if (remembered.isPresent()) return remembered.map(DoorRefusal::late);
        return server.guard()
                .refusesNow(peer, proxy)
                .map(reply -> reply == ProtocolReply.BUSY ? DoorRefusal.now(reply) : DoorRefusal.late(reply.wire()));
    }

    /** Counts the session in, or says why not. Called on the accepting thread. */
    Optional<ProtocolReply> admit(Session session) {
        if (server.isStopping()) return Optional.of(ProtocolReply.STOPPING);
        Optional<SessionGuard.Place> place = server.guard().enter();
        if (place.isEmpty()) return Optional.of(ProtocolReply.BUSY);
        places.put(session, place.get());
        InetAddress peer = session.getSocket().getInetAddress();
        // A proxy stands for many clients; whose place this is, its header tells later.
        return isProxy(peer) ? Optional.empty() : place.get().belongsTo(peer);
    }

    /** The session runs next and hears this; a place it had is given back. */
    void refuse(Session session, ProtocolReply reply) {
        refusals.put(session, reply);
        SessionGuard.Place place = places.remove(session);
        if (place != null) place.leave();
    }

    @Override
    public SessionAcceptance accept(Session session) {
        ProtocolReply refusal = refusals.remove(session);
        if (refusal != null) {
            server.counters().connectionRefused();
            return SessionAcceptance.failure(refusal.code(), refusal.words());
        }
        SessionGuard.Place place = places.remove(session);
        try {
            hold(session.getSocket(), place);
        } finally {
            place.leave();
            session.quit(); // the library's loop ends before it begins
        }
        return SessionAcceptance.success();
    }

    @Override
    public void onSessionEnd(Session session) {
        // Everything ended inside accept.
    }

    private boolean isProxy(InetAddress peer) {
        return server.settings().peers().proxies().contains(peer);
    }

    private void hold(Socket socket, SessionGuard.Place place) {
        server.counters().connectionAccepted();
        try {
            Connection connection = new Connection(socket);
            SessionClock clock = new SessionClock(connection, server.settings().limits());
            watchdog.watch(clock);
            try {
                hold(connection, clock, place);
            } finally {
                watchdog.forget(clock);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client left before the banner", e);
        }
    }

    private void hold(Connection connection, SessionClock clock, SessionGuard.Place place) throws IOException {
        Socket socket = connection.plain();
        InetSocketAddress client = new InetSocketAddress(socket.getInetAddress(), socket.getPort());
        InetSocketAddress local = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        Optional<ProtocolReply> refusal = Optional.empty();
        if (isProxy(client.getAddress())) {
            clock.enter(SessionClock.Phase.OPENING);
            // A peer that breaks the PROXY protocol is closed without a word, for it expects none.
            Optional<ProxyHeader> header = ProxyHeader.read(socket.getInputStream());
            if (header.isPresent()) {
                client = header.get().client();
                local = header.get().local();
                refusal = place.belongsTo(client.getAddress());
            }
        }
        String id = idPrefix + "-" + Long.toString(sequence.incrementAndGet(), Character.MAX_RADIX);
        ClientSession facts =
                new ClientSession(id, client, local, server.settings().role());
        Conversation conversation = new Conversation(server, connection, clock, facts, listeners, place);
        if (refusal.isPresent()) conversation.refuse(refusal.get());
        else conversation.run();
    }
}
