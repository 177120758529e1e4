package org.ecluse.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;

/** Where a service of the operator's own listens, such as an antivirus engine: {@code host:port}, {@code [v6]:port} or {@code unix:/path}. */
public record ServiceAddress(String written) {
    private static final String UNIX = "unix:";

    /** @throws IllegalArgumentException if {@code written} has no such form */
    public ServiceAddress {
        boolean unix = written.startsWith(UNIX + "/");
        if (!unix && (port(written) < 1 || host(written).isEmpty())) {
            throw new IllegalArgumentException("must be host:port or unix:/path, not " + written);
        }
    }

    public boolean isUnix() {
        return written.startsWith(UNIX);
    }

    /** The address itself, if it is written as one and needs no DNS. */
    public Optional<InetAddress> literal() {
        return isUnix() ? Optional.empty() : IpNetwork.literal(host(written));
    }

    /**
     * The address to connect to. Host names are resolved anew each time by the operating system, which knows its hosts file.
     *
     * @throws IOException no such host, or {@code guard} denies one of its addresses: whoever rules the DNS does not get the mail
     */
    public SocketAddress resolve(OutboundGuard guard) throws IOException {
        if (isUnix()) {
            return UnixDomainSocketAddress.of(written.substring(UNIX.length()));
        }
        InetAddress[] addresses = InetAddress.getAllByName(host(written));
        for (InetAddress address : addresses) {
            if (!guard.mayConnect(address, port(written))) {
                throw new IOException(written + " [" + IpText.of(address)
                        + "] is not public and not in ecluse.scan.allowed-networks");
            }
        }
        return new InetSocketAddress(addresses[0], port(written));
    }

    @Override
    public String toString() {
        return written;
    }

    private static String host(String written) {
        int colon = written.lastIndexOf(':');
        String host = colon < 0 ? "" : written.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** -1 if there is none between 1 and 65535. */
    private static int port(String written) {
        String digits = written.substring(written.lastIndexOf(':') + 1);
        boolean number =
                !digits.isEmpty() && digits.length() < 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : -1;
        return port > 65_535 ? -1 : port;
    }
}
