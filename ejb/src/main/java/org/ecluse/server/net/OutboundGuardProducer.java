package org.ecluse.server.net;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ecluse.dns.DnsLookup;
import org.ecluse.net.OutboundGuard;
import org.ecluse.settings.ServerSettings;

/** Gives the outbound guard that the settings describe. */
@ApplicationScoped
public class OutboundGuardProducer {
    @Produces
    @Singleton
    OutboundGuard outboundGuard(DnsLookup dns, ServerSettings settings) {
        return new OutboundGuard(
                dns, settings.delivery().allowedNetworks(), settings.delivery().ownPorts());
    }
}
