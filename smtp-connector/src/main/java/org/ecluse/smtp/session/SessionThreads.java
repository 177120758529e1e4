package org.ecluse.smtp.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.server.Session;

/**
 * The executor given to SubEthaSMTP: asks for admission, then passes the session to the container's threads. A refused
 * session runs at once on the accepting thread, where it only says why. The library shuts its executor down and waits
 * for it without end; here that touches nobody else's threads.
 */
final class SessionThreads extends AbstractExecutorService {

    private final Executor threads;
    private final SessionDoor door;
    private volatile boolean shutdown;

    SessionThreads(Executor threads, SessionDoor door) {
        this.threads = threads;
        this.door = door;
    }

    @Override
    public void execute(Runnable task) {
        Session session = (Session) task;
        Optional<ProtocolReply> refusal = door.admit(session);
        if (refusal.isPresent()) {
            door.refuse(session, refusal.get());
            session.run();
            return;
        }
        try {
            threads.execute(session);
        } catch (RejectedExecutionException e) {
            door.refuse(session, ProtocolReply.BUSY); // the client hears it; nothing is broken
            session.run();
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
