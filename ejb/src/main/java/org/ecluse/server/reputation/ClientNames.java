package org.ecluse.server.reputation;

import java.net.InetAddress;
import java.util.Optional;
import org.ecluse.filter.greylist.ClientNetwork;
import org.ecluse.net.IpText;

/**
 * Under which names a client is observed: an IPv4 address, and its /24; of IPv6 the /64 alone, for who has one address of it has all.
 *
 * @param network empty: the client is a network itself
 * @param place the address' place in its network, from 1
 */
record ClientNames(String client, Optional<String> network, int place) {
    private static final int V4_OCTETS = 4;
    private static final int OCTET = 0xff;

    static ClientNames of(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == V4_OCTETS
                ? new ClientNames(
                        IpText.of(address), Optional.of(ClientNetwork.of(address)), (octets[V4_OCTETS - 1] & OCTET) + 1)
                : new ClientNames(ClientNetwork.of(address), Optional.empty(), 1);
    }
}
