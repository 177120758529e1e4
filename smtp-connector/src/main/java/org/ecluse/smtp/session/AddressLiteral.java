package org.ecluse.smtp.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What may stand between the brackets of an address literal (RFC 5321 section 4.1.3). */
final class AddressLiteral {

    private static final String IPV6_TAG = "IPv6:";

    private AddressLiteral() {}

    static boolean isValid(String content) {
        if (content.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length())) {
            return isIpv6(content.substring(IPV6_TAG.length()));
        }
        return isIpv4(content) || isGeneral(content);
    }

    /** The address that the digits of an IPv4 or IPv6 address name, empty for anything else. Asks no DNS. */
    static Optional<InetAddress> address(String text) {
        return ipv4(text).or(() -> ipv6(text));
    }

    static Optional<InetAddress> ipv4(String text) {
        if (!isIpv4(text)) return Optional.empty();
        byte[] octets = new byte[4];
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < octets.length; i++) octets[i] = (byte) Integer.parseInt(parts[i]);
        try {
            return Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    /** An IPv4-mapped address gives the IPv4 address. */
    static Optional<InetAddress> ipv6(String text) {
        if (!isIpv6(text)) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(text)); // colons and hexadecimal digits: never a name
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) return false;
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !isDigits(part) || Integer.parseInt(part) > 255) return false;
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) return groups(text, true) == 8;
        if (text.indexOf("::", gap + 1) >= 0) return false;
        String left = text.substring(0, gap);
        String right = text.substring(gap + 2);
        int before = left.isEmpty() ? 0 : groups(left, false);
        int after = right.isEmpty() ? 0 : groups(right, true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** The number of 16-bit groups, an IPv4 tail counting as two; -1 when malformed. */
    private static int groups(String text, boolean ipv4Tail) {
        String[] parts = text.split(":", -1);
        int count = parts.length;
        for (int i = 0; i < parts.length; i++) {
            if (ipv4Tail && i == parts.length - 1 && isIpv4(parts[i])) count++;
            else if (!isGroup(parts[i])) return -1;
        }
        return count;
    }

    private static boolean isGroup(String part) {
        return !part.isEmpty() && part.length() <= 4 && part.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** {@code tag:content}, for example {@code X400:…}. */
    private static boolean isGeneral(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) return false;
        boolean tag =
                text.substring(0, colon).chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-'));
        boolean content = text.substring(colon + 1).chars().allMatch(c -> c > ' ' && c <= '~' && c != '[' && c != '\\');
        return tag && content;
    }

    private static boolean isDigits(String part) {
        return part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
