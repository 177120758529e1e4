package org.ecluse.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Networks that are not the public Internet (RFC 6890). */
public final class SpecialNetworks {
    // Beside what java.net.InetAddress tells: "this" network, shared address space, benchmarking, protocol assignments,
    // reserved with broadcast, unique local, the NAT64, 6to4 and Teredo ranges that can hide an inner address.
    private static final List<IpNetwork> OTHERS = List.of(
                    "0.0.0.0/8",
                    "100.64.0.0/10",
                    "192.0.0.0/24",
                    "198.18.0.0/15",
                    "240.0.0.0/4",
                    "fc00::/7",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "2002::/16",
                    "2001::/32",
                    "::/96")
            .stream()
            .map(IpNetwork::parse)
            .flatMap(Optional::stream)
            .toList();

    private SpecialNetworks() {}

    /** Loopback, link-local or private: no resolver of the world knows anything of such an address. */
    public static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    /** Whether a connection out to the address could reach something that is not a public server. */
    public static boolean isSpecial(InetAddress address) {
        return isLocal(address)
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || OTHERS.stream().anyMatch(network -> network.contains(address));
    }
}
