package org.ecluse.server.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ResolverConfig;

/** Reads where the resolvers are: {@code host}, {@code host:port} or {@code [v6]:port}. */
final class ServerAddresses {
    private static final int DNS_PORT = 53;

    private ServerAddresses() {}

    /** The system's resolvers if {@code servers} is empty. */
    static List<InetSocketAddress> of(List<String> servers) throws UnknownHostException {
        if (servers.isEmpty()) {
            return ResolverConfig.getCurrentConfig().servers();
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String server : servers) {
            addresses.add(address(server));
        }
        return addresses;
    }

    private static InetSocketAddress address(String server) throws UnknownHostException {
        int colon = server.lastIndexOf(':');
        boolean withPort = colon > 0 && (server.indexOf(':') == colon || server.charAt(colon - 1) == ']');
        String host = withPort ? server.substring(0, colon) : server;
        try {
            int port = withPort ? Integer.parseInt(server.substring(colon + 1)) : DNS_PORT;
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (IllegalArgumentException e) {
            UnknownHostException wrong = new UnknownHostException("not a host or host:port: " + server);
            wrong.initCause(e);
            throw wrong;
        }
    }
}
