package org.ecluse.server.directory;

import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses and networks as people type them. Never asks the DNS. */
public final class IpNetwork {
    private static final Pattern V4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private IpNetwork() {}

    /** True for a textual IPv4 or IPv6 address. */
    public static boolean isAddress(String text) {
        return V4.matcher(text).matches() || isV6(text);
    }

    /** {@code text} in CIDR form with host bits cleared, or empty if it is no address or network. */
    public static Optional<String> cidr(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!isAddress(address)) {
            return Optional.empty();
        }
        byte[] bytes = bytes(address);
        int bits = bytes.length * 8;
        Optional<Integer> length = slash < 0 ? Optional.of(bits) : prefixLength(text.substring(slash + 1), bits);
        return length.map(prefix -> text(bytes, prefix) + "/" + prefix);
    }

    private static Optional<Integer> prefixLength(String digits, int bits) {
        if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > bits) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(digits));
    }

    private static boolean isV6(String text) {
        return text.contains(":") && V6.matcher(text).matches() && parses(text);
    }

    private static boolean parses(String text) {
        try {
            return bytes(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] bytes(String address) {
        try {
            // Only reached with text in the alphabet of addresses: no name is looked up.
            return java.net.InetAddress.getByName(address.contains(":") ? "[" + address + "]" : address)
                    .getAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address, e);
        }
    }

    private static String text(byte[] bytes, int prefix) {
        byte[] masked = bytes.clone();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >>> (bit % 8));
        }
        try {
            return java.net.InetAddress.getByAddress(masked).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
