package org.ecluse.server.directory;

import org.ecluse.mail.DomainName;
import org.ecluse.net.IpNetwork;
import org.ecluse.queue.smtp.ServerTrust;
import org.ecluse.server.access.InvalidInputException;

/**
 * A server that takes a domain's clean mail (R1.1).
 *
 * @param host name or IP address
 * @param preference lower first
 * @param weight servers of equal preference share by it
 * @param tlsTrust what vouches for its certificate if TLS is required
 */
public record Destination(String host, int port, int preference, int weight, TlsMode tlsMode, ServerTrust tlsTrust) {
    private static final int MOST = 65_535;

    /** @throws InvalidInputException a value is out of its range */
    public Destination {
        host = checkedHost(host.strip());
        if (port < 1 || port > MOST) {
            throw new InvalidInputException("port", "error.destination.port");
        }
        if (preference < 0 || preference > MOST) {
            throw new InvalidInputException("preference", "error.destination.preference");
        }
        if (weight < 1 || weight > MOST) {
            throw new InvalidInputException("weight", "error.destination.weight");
        }
    }

    /**
     * With what people wrote to be trusted: nothing, a SHA-256 fingerprint, or certificates in PEM.
     *
     * @throws InvalidInputException a value is out of its range, or {@code trusted} is none of these
     */
    public static Destination of(String host, int port, int preference, int weight, TlsMode tlsMode, String trusted) {
        ServerTrust trust = ServerTrust.parse(trusted)
                .orElseThrow(() -> new InvalidInputException("tlsTrust", "error.destination.trust"));
        return new Destination(host, port, preference, weight, tlsMode, trust);
    }

    private static String checkedHost(String host) {
        if (IpNetwork.literal(host).isPresent()) {
            return host;
        }
        return DomainName.parse(host)
                .orElseThrow(() -> new InvalidInputException("host", "error.destination.host"))
                .value();
    }
}
