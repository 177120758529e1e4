package org.ecluse.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** A network in CIDR form, or one address. */
public final class IpNetwork {
    private final byte[] base;
    private final int bits;

    private IpNetwork(byte[] base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    /** {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address; empty if it is neither. Asks no DNS. */
    public static Optional<IpNetwork> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = address.get().getAddress();
        int most = bytes.length * 8;
        String length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        boolean number =
                !length.isEmpty() && length.length() <= 3 && length.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(length) > most) {
            return Optional.empty();
        }
        return Optional.of(new IpNetwork(bytes, Integer.parseInt(length)));
    }

    /** The address that a literal names, or empty if it is none; brackets are not part of it. Asks no DNS. */
    public static Optional<InetAddress> literal(String text) {
        boolean v6 = text.indexOf(':') >= 0 && text.chars().allMatch(c -> ":.".indexOf(c) >= 0 || isHex(c));
        String[] octets = text.split("\\.", -1);
        boolean v4 = octets.length == 4 && Arrays.stream(octets).allMatch(IpNetwork::isOctet);
        if (!v4 && !v6) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != base.length) {
            return false;
        }
        int left = bits;
        for (int i = 0; i < base.length && left > 0; i++, left -= 8) {
            int mask = left >= 8 ? 0xff : 0xff00 >> left & 0xff;
            if (((base[i] ^ other[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpNetwork network && bits == network.bits && Arrays.equals(base, network.base);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(base) + bits;
    }

    @Override
    public String toString() {
        try {
            return IpText.of(InetAddress.getByAddress(base)) + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Java would ask the DNS about 999.1.1.1. */
    private static boolean isOctet(String text) {
        return !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) <= 255;
    }

    private static boolean isHex(int c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }
}
