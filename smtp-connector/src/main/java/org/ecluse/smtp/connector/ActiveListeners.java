package org.ecluse.smtp.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One activated endpoint with its ports. */
final class ActiveListeners {

    private static final System.Logger LOG = System.getLogger(ActiveListeners.class.getName());
    private static final long RETRY_MILLIS = 200;

    private final MessageEndpointFactory endpoints;
    private final WorkManager workManager;
    private final List<ActivePort> ports = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Throws naming the directory or keystore that cannot be used. */
    ActiveListeners(List<ListenerSettings> all, MessageEndpointFactory endpoints, WorkManager workManager)
            throws ResourceException {
        this.endpoints = endpoints;
        this.workManager = workManager;
        try {
            for (ListenerSettings each : all) {
                ports.add(new ActivePort(each, new EndpointSource(endpoints), new WorkExecutor(workManager)));
            }
        } catch (IOException e) {
            close();
            throw new ResourceException(e.getMessage(), e);
        }
    }

    /** Throws at once when a port is taken; otherwise they open as soon as an endpoint can be made. */
    void openWhenReady() throws ResourceException {
        for (ActivePort port : ports) port.requireFree();
        workManager.scheduleWork(new LongWork(this::open));
    }

    /** Closes the ports for good. */
    void close() {
        closing.countDown();
        synchronized (this) {
            ports.parallelStream().forEach(ActivePort::close); // their times of grace run side by side
        }
    }

    private void open() {
        try {
            while (!endpointIsReady()) {
                if (closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) return;
            }
            openPorts();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ResourceException e) {
            LOG.log(Level.ERROR, "No mail is received", e);
        }
    }

    /** One port that cannot be opened does not keep the others shut. */
    private synchronized void openPorts() {
        if (closing.getCount() == 0) return;
        for (ActivePort port : ports) {
            try {
                port.open();
            } catch (IOException e) {
                LOG.log(Level.ERROR, "No mail is received on port " + port.number(), e);
            }
        }
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
