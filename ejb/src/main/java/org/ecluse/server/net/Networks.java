package org.ecluse.server.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;

/** IP networks in CIDR form, as settings and lists have them. */
public final class Networks {
    private Networks() {}

    /** True if {@code address} is in one of {@code networks}. */
    public static boolean anyContains(Collection<String> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> contains(network, address));
    }

    /** @throws IllegalArgumentException {@code network} is no address or CIDR network */
    public static boolean contains(String network, InetAddress address) {
        int slash = network.indexOf('/');
        byte[] prefix = literal(slash < 0 ? network : network.substring(0, slash));
        byte[] candidate = address.getAddress();
        int bits = slash < 0 ? prefix.length * 8 : Integer.parseInt(network.substring(slash + 1));
        if (bits < 0 || bits > prefix.length * 8) {
            throw new IllegalArgumentException("not a network: " + network);
        }
        if (prefix.length != candidate.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> bit % 8;
            if ((prefix[bit / 8] & mask) != (candidate[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] literal(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> Character.digit(c, 16) < 0 && c != '.' && c != ':')) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        try {
            return InetAddress.getByName(text).getAddress(); // a literal: nothing is resolved
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }
}
