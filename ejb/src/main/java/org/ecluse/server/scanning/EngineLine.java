package org.ecluse.server.scanning;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.ecluse.net.OutboundGuard;
import org.ecluse.net.ServiceAddress;

/**
 * How an engine outside this process is reached.
 *
 * @param guard says which addresses may be connected to
 * @param connectTimeout of one connection
 */
public record EngineLine(ServiceAddress address, OutboundGuard guard, Duration connectTimeout) {
    SocketAddress resolve() throws IOException {
        return address.resolve(guard);
    }
}
