package org.ecluse.smtp.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.ServerSocketCreator;

/**
 * One listening port. SubEthaSMTP binds, accepts, registers and closes connections; each session is held by our own
 * {@link Conversation} (docs/adr/0002-smtp-session.md).
 */
public final class SmtpServer {

    private static final System.Logger LOG = System.getLogger(SmtpServer.class.getName());
    /** The library's own limit must never be met: it would answer 421 without an enhanced code. */
    private static final int LIBRARY_SPARE_SESSIONS = 1000;

    /** A burst of connections waits here; a full backlog makes honest clients wait a second for their second SYN. */
    private static final int BACKLOG = 1000;

    private final Server server;
    private final SmtpSettings settings;
    private final SessionDoor door;
    private final Executor sessionThreads;
    private Watchdog watchdog;
    private LateRefusals lateRefusals;
    private SMTPServer library;
    private ListenSocket listening;

    /**
     * @param listeners gives each session its listener
     * @param sessionThreads runs one session per task; a {@link java.util.concurrent.RejectedExecutionException} is
     *     answered with 421
     * @throws IOException naming the spool directory or keystore that cannot be used
     */
    public SmtpServer(SmtpSettings settings, ListenerSource listeners, Executor sessionThreads) throws IOException {
        this.settings = settings;
        this.sessionThreads = sessionThreads;
        server = new Server(settings);
        door = new SessionDoor(server, listeners);
    }

    /** Opens the port. Throws naming the address when it is taken. A server is started once. */
    public synchronized void start() throws IOException {
        if (library != null) throw new IllegalStateException("started before");
        String name = "smtp-" + settings.role() + "-" + settings.port();
        ListenSocket socket = new ListenSocket(port -> server.spool().claim(port), door);
        watchdog = new Watchdog(name + "-watchdog", settings.limits(), server.guard());
        door.watchedBy(watchdog);
        lateRefusals = new LateRefusals(name + "-refusals", settings.limits().refusalDelay());
        door.refusesBy(lateRefusals);
        SMTPServer built = SMTPServer.port(settings.port())
                .bindAddress(settings.bindAddress())
                .backlog(BACKLOG)
                .hostName(settings.hostName())
                .softwareName(settings.productName())
                .insertReceivedHeaders(false)
                .maxConnections(settings.limits().maxSessions() + LIBRARY_SPARE_SESSIONS)
                .connectionTimeoutMs(backstopMillis(settings.limits().idleTimeout()))
                .executorService(new SessionThreads(sessionThreads, door))
                .sessionHandler(door)
                .serverThreadName(name + "-accept")
                .serverSocketFactory((ServerSocketCreator) () -> socket)
                .build();
        try {
            built.start();
        } catch (RuntimeException e) {
            watchdog.close();
            lateRefusals.close();
            socket.close();
            throw new IOException("port " + settings.port() + " cannot be opened: " + rootMessage(e), e);
        }
        library = built;
        listening = socket;
        LOG.log(Level.INFO, "SMTP ({0}) listens on {1}", settings.role(), socket.getLocalSocketAddress());
    }

    /**
     * Closes the port, tells idle sessions that the service stops, and lets running transactions finish.
     *
     * @param grace after which every connection is cut
     */
    public synchronized void stop(Duration grace) {
        if (listening == null) return;
        int port = port();
        server.stopping();
        try {
            listening.retire();
            awaitSessions(grace);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The listening socket did not close", e);
        } finally {
            watchdog.abortAll();
            library.stop();
            lateRefusals.close();
            watchdog.close();
            listening = null;
            LOG.log(Level.INFO, "SMTP ({0}) on port {1} is closed", settings.role(), Integer.toString(port));
        }
    }

    /** The port that is open; the one chosen by the system when the settings say 0. */
    public synchronized int port() {
        return listening == null ? settings.port() : listening.getLocalPort();
    }

    public synchronized boolean isListening() {
        return listening != null && !listening.isClosed();
    }

    /** Sessions now. */
    public int openSessions() {
        return server.guard().open();
    }

    public long acceptedConnections() {
        return server.counters().accepted();
    }

    public long refusedConnections() {
        return server.counters().refused();
    }

    /** Messages the listener took. */
    public long messages() {
        return server.counters().messages();
    }

    /** Memory that spooled bodies hold now. */
    public long spooledMemoryBytes() {
        return server.spool().budget().usedBytes();
    }

    public SmtpSettings settings() {
        return settings;
    }

    private void awaitSessions(Duration grace) {
        long until = System.nanoTime() + grace.toNanos();
        try {
            do {
                watchdog.stopWaitingSessions();
            } while (!server.guard().awaitEmpty(50) && System.nanoTime() < until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The watchdog ends silent sessions; this only catches what it might miss. */
    private static int backstopMillis(Duration idleTimeout) {
        return (int) Math.min(Integer.MAX_VALUE, idleTimeout.toMillis() + 30_000);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        return root.getMessage();
    }
}
