package org.ecluse.smtp.connector;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.ecluse.smtp.session.ListenerSource;
import org.ecluse.smtp.session.SmtpServer;
import org.ecluse.smtp.session.SmtpSettings;

/** One port of an activated endpoint. */
final class ActivePort {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final SmtpSettings settings;
    private final SmtpServer server;
    private final Optional<ExecutorService> ownThreads;
    private Optional<ListenerRegistration> registration = Optional.empty();

    /**
     * @param containerThreads run the sessions unless the settings ask for virtual threads
     * @throws IOException naming the directory or keystore that cannot be used
     */
    ActivePort(ListenerSettings listener, ListenerSource source, Executor containerThreads) throws IOException {
        settings = listener.smtp();
        ownThreads = listener.virtualThreads() ? Optional.of(VirtualThreads.executor()) : Optional.empty();
        server = new SmtpServer(settings, source, ownThreads.isPresent() ? ownThreads.get() : containerThreads);
    }

    int number() {
        return settings.port();
    }

    /** A taken port fails the deployment with a clear reason, instead of a log line from another thread. */
    void requireFree() throws ResourceException {
        if (settings.port() == 0) return;
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.bindAddress(), settings.port()));
        } catch (IOException e) {
            throw new ResourceException("port " + settings.port() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    void open() throws IOException {
        try {
            server.start();
        } finally {
            // One that does not open is shown too: health must not be better for it.
            registration = Optional.of(ListenerRegistration.of(server));
        }
    }

    /** Running transactions get some seconds. */
    void close() {
        registration.ifPresent(ListenerRegistration::close);
        registration = Optional.empty();
        server.stop(GRACE);
        ownThreads.ifPresent(ExecutorService::shutdown);
    }
}
