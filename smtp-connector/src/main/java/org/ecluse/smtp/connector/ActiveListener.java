package org.ecluse.smtp.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ecluse.smtp.session.SmtpServer;
import org.ecluse.smtp.session.SmtpSettings;

/** One activated endpoint with its port. */
final class ActiveListener {

    private static final System.Logger LOG = System.getLogger(ActiveListener.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 200;

    private final SmtpSettings settings;
    private final MessageEndpointFactory endpoints;
    private final WorkManager workManager;
    private final SmtpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Optional<ListenerRegistration> registration = Optional.empty();

    /** Throws naming the directory or keystore that cannot be used. */
    ActiveListener(SmtpSettings settings, MessageEndpointFactory endpoints, WorkManager workManager)
            throws ResourceException {
        this.settings = settings;
        this.endpoints = endpoints;
        this.workManager = workManager;
        try {
            server = new SmtpServer(settings, new EndpointSource(endpoints), new WorkExecutor(workManager));
        } catch (IOException e) {
            throw new ResourceException(e.getMessage(), e);
        }
    }

    /** Throws at once when the port is taken; otherwise the port opens as soon as an endpoint can be made. */
    void openWhenReady() throws ResourceException {
        requireFreePort();
        workManager.scheduleWork(new LongWork(this::open));
    }

    /** Closes the port for good. */
    void close() {
        closing.countDown();
        synchronized (this) {
            registration.ifPresent(ListenerRegistration::close);
            registration = Optional.empty();
            server.stop(GRACE);
        }
    }

    /** A taken port fails the deployment with a clear reason, instead of a log line from another thread. */
    private void requireFreePort() throws ResourceException {
        if (settings.port() == 0) return;
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.bindAddress(), settings.port()));
        } catch (IOException e) {
            throw new ResourceException("port " + settings.port() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private void open() {
        try {
            while (!endpointIsReady()) {
                if (closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) return;
            }
            openPort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ResourceException e) {
            LOG.log(Level.ERROR, "No mail is received on port " + settings.port(), e);
        }
    }

    private synchronized void openPort() throws IOException {
        if (closing.getCount() == 0) return;
        server.start();
        registration = Optional.of(ListenerRegistration.of(server));
    }

    private boolean endpointIsReady() throws ResourceException {
        try {
            MessageEndpoint endpoint = endpoints.createEndpoint(null);
            endpoint.release();
            return true;
        } catch (UnavailableException e) {
            LOG.log(Level.DEBUG, "The endpoint is not ready yet", e);
            return false;
        }
    }
}
