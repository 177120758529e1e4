package org.ecluse.smtp.connector;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import org.ecluse.smtp.listener.SmtpTransactionListener;
import org.ecluse.smtp.session.ListenerSource;

/** One message endpoint for each session; the container takes a bean from its pool for each call. */
final class EndpointSource implements ListenerSource {

    private final MessageEndpointFactory endpoints;

    EndpointSource(MessageEndpointFactory endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public Lease acquire() throws ListenerUnavailableException {
        try {
            return new EndpointLease(endpoints.createEndpoint(null));
        } catch (UnavailableException | RuntimeException e) {
            // WildFly throws unchecked ones while it undeploys.
            throw new ListenerUnavailableException(e);
        }
    }

    private record EndpointLease(MessageEndpoint endpoint) implements Lease {
        @Override
        public SmtpTransactionListener listener() {
            return (SmtpTransactionListener) endpoint;
        }

        @Override
        public void close() {
            endpoint.release();
        }
    }
}
