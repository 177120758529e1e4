package org.ecluse.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An IP network in CIDR form; a single address is a network of full length. */
public record IpNetwork(InetAddress first, int prefixBits) {
    /** The network, or empty if {@code written} is none. Never asks the DNS. */
    public static Optional<IpNetwork> parse(String written) {
        int slash = written.indexOf('/');
        String address = slash < 0 ? written : written.substring(0, slash);
        boolean literal = !address.isEmpty()
                && address.length() <= 45
                && address.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':')
                && (address.indexOf(':') >= 0 || isDottedQuad(address));
        if (!literal) {
            return Optional.empty();
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            int bits = parsed.getAddress().length * 8;
            int prefix = slash < 0 ? bits : number(written.substring(slash + 1));
            return prefix < 0 || prefix > bits ? Optional.empty() : Optional.of(new IpNetwork(parsed, prefix));
        } catch (UnknownHostException e) {
            return Optional.empty(); // "::1::" and the like
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += 8) {
            int mask = prefixBits - bit >= 8 ? 0xff : 0xff << (8 - (prefixBits - bit));
            if (((mine[bit / 8] ^ other[bit / 8]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDottedQuad(String address) {
        String[] octets = address.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            int value = number(octet);
            if (value < 0 || value > 255) {
                return false;
            }
        }
        return true;
    }

    /** -1 if it is no number of one to three digits. */
    private static int number(String digits) {
        boolean decimal =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return decimal ? Integer.parseInt(digits) : -1;
    }
}
