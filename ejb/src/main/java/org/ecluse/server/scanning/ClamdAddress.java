package org.ecluse.server.scanning;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;

/** Where clamd listens: {@code host:port}, {@code [v6]:port} or {@code unix:/path}. */
public record ClamdAddress(String written) {
    private static final String UNIX = "unix:";

    /** @throws IllegalArgumentException if {@code written} has neither form */
    public ClamdAddress {
        boolean unix = written.startsWith(UNIX + "/");
        if (!unix && (port(written) < 1 || host(written).isEmpty())) {
            throw new IllegalArgumentException("clamd address must be host:port or unix:/path, not " + written);
        }
    }

    boolean isUnix() {
        return written.startsWith(UNIX);
    }

    /** The address to connect to; host names are resolved anew each time. */
    SocketAddress resolve() throws IOException {
        if (isUnix()) {
            return UnixDomainSocketAddress.of(written.substring(UNIX.length()));
        }
        InetSocketAddress address = new InetSocketAddress(host(written), port(written));
        if (address.isUnresolved()) {
            throw new UnknownHostException(host(written));
        }
        return address;
    }

    ProtocolFamily family(SocketAddress resolved) {
        if (resolved instanceof InetSocketAddress internet) {
            return internet.getAddress().getAddress().length == 4
                    ? StandardProtocolFamily.INET
                    : StandardProtocolFamily.INET6;
        }
        return StandardProtocolFamily.UNIX;
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
