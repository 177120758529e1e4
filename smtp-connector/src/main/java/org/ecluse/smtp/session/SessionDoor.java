package org.ecluse.smtp.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
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
final class SessionDoor implements SessionHandler {

    private static final System.Logger LOG = System.getLogger(SessionDoor.class.getName());

    private final Server server;
    private final ListenerSource listeners;
    private final Map<Session, ProtocolReply> refusals = new ConcurrentHashMap<>();
    private final String idPrefix = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicLong sequence = new AtomicLong();
    private volatile Watchdog watchdog;

    SessionDoor(Server server, ListenerSource listeners) {
        this.server = server;
        this.listeners = listeners;
    }

    void watchedBy(Watchdog guardian) {
        watchdog = guardian;
    }

    /** Counts the session in, or says why not. Called on the accepting thread. */
    Optional<ProtocolReply> admit(Session session) {
        if (server.isStopping()) return Optional.of(ProtocolReply.STOPPING);
        return server.guard().enter(session.getSocket().getInetAddress());
    }

    /** The session runs next and hears this; {@code wasAdmitted} gives its place back. */
    void refuse(Session session, ProtocolReply reply, boolean wasAdmitted) {
        refusals.put(session, reply);
        if (wasAdmitted) server.guard().leave(session.getSocket().getInetAddress());
    }

    @Override
    public SessionAcceptance accept(Session session) {
        ProtocolReply refusal = refusals.remove(session);
        if (refusal != null) {
            server.counters().connectionRefused();
            return SessionAcceptance.failure(refusal.code(), refusal.words());
        }
        Socket socket = session.getSocket();
        try {
            hold(socket);
        } finally {
            server.guard().leave(socket.getInetAddress());
            session.quit(); // the library's loop ends before it begins
        }
        return SessionAcceptance.success();
    }

    @Override
    public void onSessionEnd(Session session) {
        // Everything ended inside accept.
    }

    private void hold(Socket socket) {
        server.counters().connectionAccepted();
        InetSocketAddress client = new InetSocketAddress(socket.getInetAddress(), socket.getPort());
        InetSocketAddress local = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        String id = idPrefix + "-" + Long.toString(sequence.incrementAndGet(), Character.MAX_RADIX);
        ClientSession facts =
                new ClientSession(id, client, local, server.settings().role());
        try {
            Conversation conversation = new Conversation(server, new Connection(socket), facts, listeners);
            watchdog.watch(conversation.clock());
            try {
                conversation.run();
            } finally {
                watchdog.forget(conversation.clock());
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client left before the banner", e);
        }
    }
}
