package org.ecluse.filter.authentication.canon;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One header field as it came. Octets are kept; a bare LF counts as a line end. Used by one thread at a time. */
public final class HeaderField {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final byte[] octets;
    private final int start;
    private final int colon;
    private final int end;
    private final String name;
    private byte[] relaxed;

    /**
     * @param colon where the first colon stands, or -1 in a line that is no field: such a line has no name
     * @param end behind the last octet, the final line end not counted
     */
    HeaderField(byte[] octets, int start, int colon, int end) {
        this.octets = octets;
        this.start = start;
        this.colon = colon;
        this.end = end;
        this.name = colon < 0 ? "" : nameOf(octets, start, colon);
    }

    /** One field from its text, for example a signature that is being made; in UTF-8, final line end or not. */
    public static HeaderField of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int end = octets.length;
        while (end > 0 && (octets[end - 1] == '\n' || octets[end - 1] == '\r')) {
            end--;
        }
        return new HeaderField(octets, 0, text.indexOf(':'), end);
    }

    /** Lower case, without white space before the colon. */
    public String name() {
        return name;
    }

    /** What stands behind the colon, still folded, one character for each octet. */
    public String value() {
        return new String(octets, colon + 1, end - colon - 1, StandardCharsets.ISO_8859_1);
    }

    /** The canonical field with its line end (RFC 6376 sections 3.4.1 and 3.4.2). Not to be changed by the caller. */
    public byte[] canonical(Canonicalization canonicalization) {
        if (canonicalization == Canonicalization.SIMPLE) {
            return simple(0, 0, LINE_END);
        }
        if (relaxed == null) {
            relaxed = relaxed(0, 0, LINE_END);
        }
        return relaxed;
    }

    /**
     * The canonical field as it signs itself: without the octets {@code from} to {@code to} of its {@link #value()} and without
     * line end (RFC 6376 section 3.7).
     */
    public byte[] canonicalWithout(int from, int to, Canonicalization canonicalization) {
        int cutFrom = colon + 1 + from;
        int cutTo = colon + 1 + to;
        return canonicalization == Canonicalization.SIMPLE
                ? simple(cutFrom, cutTo, new byte[0])
                : relaxed(cutFrom, cutTo, new byte[0]);
    }

    private byte[] simple(int cutFrom, int cutTo, byte[] lineEnd) {
        byte[] out = new byte[2 * (end - start) + lineEnd.length];
        int size = 0;
        for (int i = start; i < end; i++) {
            if (i >= cutFrom && i < cutTo) {
                continue;
            }
            if (octets[i] == '\n' && octets[i - 1] != '\r') {
                out[size++] = '\r';
            }
            out[size++] = octets[i];
        }
        return ended(out, size, lineEnd);
    }

    private byte[] relaxed(int cutFrom, int cutTo, byte[] lineEnd) {
        byte[] out = new byte[end - start + 1 + lineEnd.length];
        int size = name.length();
        for (int i = 0; i < size; i++) {
            out[i] = (byte) name.charAt(i);
        }
        out[size++] = ':';
        int valueStart = size;
        boolean space = false;
        for (int i = colon + 1; i < end; i++) {
            byte octet = octets[i];
            if (i >= cutFrom && i < cutTo || isLineEnd(i)) {
                continue;
            }
            if (octet == ' ' || octet == '\t') {
                space = true;
                continue;
            }
            if (space && size > valueStart) {
                out[size++] = ' ';
            }
            space = false;
            out[size++] = octet;
        }
        return ended(out, size, lineEnd);
    }

    private boolean isLineEnd(int i) {
        return octets[i] == '\n' || octets[i] == '\r' && i + 1 < end && octets[i + 1] == '\n';
    }

    private static byte[] ended(byte[] out, int size, byte[] lineEnd) {
        System.arraycopy(lineEnd, 0, out, size, lineEnd.length);
        return Arrays.copyOf(out, size + lineEnd.length);
    }

    private static String nameOf(byte[] octets, int start, int colon) {
        int nameEnd = colon;
        while (nameEnd > start && (octets[nameEnd - 1] == ' ' || octets[nameEnd - 1] == '\t')) {
            nameEnd--;
        }
        return new String(octets, start, nameEnd - start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
