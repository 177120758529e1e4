package org.ecluse.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** A network in CIDR form, or one address; bits behind the prefix are cleared. */
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
        int bits = Integer.parseInt(length);
        return Optional.of(new IpNetwork(masked(bytes, bits), bits));
    }

    /** The address that a literal names, or empty if it is none; brackets are not part of it. Asks no DNS. */
    public static Optional<InetAddress> literal(String text) {
        boolean v6 = text.indexOf(':') >= 0 && text.chars().allMatch(c -> ":.".indexOf(c) >= 0 || isHex(c));
        if (!v6 && !isDottedQuad(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isDottedQuad(String text) {
        String[] parts = text.split("\\.", -1);
        // Java would look up in the DNS what it cannot read as four numbers.
        return parts.length == 4 && Arrays.stream(parts).allMatch(IpNetwork::isOctet);
    }

    /** 0 to 255 without leading zeros, which some read as octal. */
    private static boolean isOctet(String part) {
        boolean number = !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && Integer.parseInt(part) <= 255 && (part.length() == 1 || part.charAt(0) != '0');
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int bit = bits; bit < address.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >>> (bit % 8));
        }
        return masked;
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

    /** CIDR form, an IPv6 address as in RFC 5952. */
    @Override
    public String toString() {
        try {
            return IpText.of(InetAddress.getByAddress(base)) + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Java would ask the DNS about 999.1.1.1. */
    private static boolean isHex(int c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }
}
