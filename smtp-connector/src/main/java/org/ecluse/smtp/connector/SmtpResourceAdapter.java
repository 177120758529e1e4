package org.ecluse.smtp.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;

/** Opens the SMTP ports of each message-driven bean that implements the listener interface. */
public final class SmtpResourceAdapter implements ResourceAdapter {

    private record Activation(MessageEndpointFactory endpoints, ActivationSpec spec) {}

    private final Map<Activation, ActiveListeners> active = new ConcurrentHashMap<>();
    private volatile WorkManager workManager;

    @Override
    public void start(BootstrapContext context) {
        workManager = context.getWorkManager();
    }

    @Override
    public void stop() {
        active.values().forEach(ActiveListeners::close);
        active.clear();
    }

    /** The ports open when the endpoint is ready, on another thread: the container forbids to wait for it here. */
    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof SmtpActivationSpec smtp)) {
            throw new ResourceException("not an SMTP activation: " + spec);
        }
        ActiveListeners listeners = new ActiveListeners(smtp.toSettings(), endpoints, workManager);
        active.put(new Activation(endpoints, spec), listeners);
        try {
            listeners.openWhenReady();
        } catch (ResourceException e) {
            active.remove(new Activation(endpoints, spec));
            throw e;
        }
    }

    /** Closes the ports; running transactions get up to ten seconds. */
    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
        ActiveListeners listeners = active.remove(new Activation(endpoints, spec));
        if (listeners != null) listeners.close();
    }

    /** No transactions: a message is safe when the listener says so. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    /** JCA 2.1 section 19.4.2 asks for both methods; there is nothing to compare but the adapter itself. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
