package org.ecluse.net;

import java.net.InetAddress;

/** IP addresses as people read them. */
public final class IpText {
    private static final int GROUPS = 8;

    private IpText() {}

    /** Dotted quad, or the short lower-case form of RFC 5952 without a zone. */
    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.getHostAddress() : compressed(bytes);
    }

    /** An address literal of RFC 5321 section 4.1.3, brackets included. */
    public static String literal(InetAddress address) {
        return address.getAddress().length == 4 ? "[" + of(address) + "]" : "[IPv6:" + of(address) + "]";
    }

    private static String compressed(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int best = 0;
        int bestLength = 1; // a single zero group is not shortened (section 4.2.2)
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > bestLength) {
                best = start;
                bestLength = end - start;
            }
        }
        return bestLength == 1
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, best) + "::" + joined(groups, best + bestLength, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
