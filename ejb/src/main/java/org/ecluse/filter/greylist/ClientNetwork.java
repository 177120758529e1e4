package org.ecluse.filter.greylist;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.ecluse.net.IpText;

/** The network that a client is counted with. */
public final class ClientNetwork {
    private static final int V4_BITS = 24;
    private static final int V6_BITS = 64;
    private static final int V6_SITE_BITS = 48;

    private ClientNetwork() {}

    /** The /24 or /64, in CIDR form. */
    public static String of(InetAddress client) {
        return of(client, client.getAddress().length == 4 ? V4_BITS : V6_BITS);
    }

    /** What one subscriber may hold at most: the /24 itself, but the /48 of IPv6, in which there are 65,536 of the other kind. */
    public static String siteOf(InetAddress client) {
        return of(client, client.getAddress().length == 4 ? V4_BITS : V6_SITE_BITS);
    }

    private static String of(InetAddress client, int bits) {
        byte[] base = client.getAddress();
        for (int i = bits / 8; i < base.length; i++) {
            base[i] = 0; // all these lengths are whole octets
        }
        try {
            return IpText.of(InetAddress.getByAddress(base)) + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets are an address", e);
        }
    }
}
