package org.ecluse.server.directory;

import org.ecluse.mail.DomainName;
import org.ecluse.server.access.InvalidInputException;

/**
 * A server that takes a domain's clean mail (R1.1).
 *
 * @param host name or IP address
 * @param preference lower first
 * @param weight servers of equal preference share by it
 */
public record Destination(String host, int port, int preference, int weight, TlsMode tlsMode) {
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

    private static String checkedHost(String host) {
        if (IpNetwork.isAddress(host)) {
            return host;
        }
        return DomainName.parse(host)
                .orElseThrow(() -> new InvalidInputException("host", "error.destination.host"))
                .value();
    }
}
