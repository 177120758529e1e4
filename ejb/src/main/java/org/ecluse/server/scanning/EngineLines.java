package org.ecluse.server.scanning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.dns.DnsLookup;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.IpText;
import org.ecluse.net.OutboundGuard;
import org.ecluse.net.ServiceAddress;
import org.ecluse.settings.ServerSettings;

/**
 * How engines and voices are reached. They get the mail itself, so a name in the settings must lead to a public address or into
 * {@code ecluse.scan.allowed-networks} (decisions: OutboundGuard); an address that the settings name is meant as it stands.
 */
@ApplicationScoped
public class EngineLines {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    @Inject
    private ServerSettings settings;

    @Inject
    private DnsLookup dns;

    public EngineLine to(ServiceAddress address) {
        List<IpNetwork> allowed = new ArrayList<>(settings.scan().allowedNetworks());
        address.literal().map(IpText::of).flatMap(IpNetwork::parse).ifPresent(allowed::add);
        return new EngineLine(
                address, new OutboundGuard(dns, allowed, settings.delivery().ownPorts()), CONNECT_TIMEOUT);
    }
}
