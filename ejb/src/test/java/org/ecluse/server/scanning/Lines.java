package org.ecluse.server.scanning;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.OutboundGuard;
import org.ecluse.net.ServiceAddress;
import org.ecluse.testkit.FakeDns;

/** Lines to engines of tests, which are all on loopback. */
public final class Lines {
    private static final OutboundGuard GUARD = new OutboundGuard(
            new FakeDns(), List.of(IpNetwork.parse("127.0.0.0/8").orElseThrow()), Set.of());

    private Lines() {}

    public static EngineLine to(String address) {
        return new EngineLine(new ServiceAddress(address), GUARD, Duration.ofSeconds(2));
    }
}
