package org.ecluse.unpack;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A stretch of bytes in memory. Numbers beyond the end read as 0, so that a truncated file is read to its end. */
final class Octets {
    private final byte[] bytes;
    private final int start;
    private final int length;

    Octets(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    static Octets of(byte[] bytes) {
        return new Octets(bytes, 0, bytes.length);
    }

    int length() {
        return length;
    }

    int u8(long at) {
        return at >= 0 && at < length ? bytes[start + (int) at] & 0xff : 0;
    }

    int u16(long at) {
        return u8(at) | u8(at + 1) << 8;
    }

    long u32(long at) {
        return u16(at) | (long) u16(at + 2) << 16;
    }

    /** As a long; lengths above 2^63 become negative and fit nowhere. */
    long u64(long at) {
        return u32(at) | u32(at + 4) << 32;
    }

    int u16Big(long at) {
        return u8(at) << 8 | u8(at + 1);
    }

    long u32Big(long at) {
        return (long) u16Big(at) << 16 | u16Big(at + 2);
    }

    boolean has(long at, long size) {
        return at >= 0 && size >= 0 && at <= length && size <= length - at;
    }

    /** The bytes from {@code at}, as many as there are but at most {@code size}. */
    Octets slice(long at, long size) {
        int from = (int) Math.max(0, Math.min(at, length));
        int count = (int) Math.max(0, Math.min(size, length - from));
        return new Octets(bytes, start + from, count);
    }

    Octets from(long at) {
        return slice(at, length);
    }

    /** @param magic characters of ISO 8859-1 */
    boolean matches(long at, String magic) {
        if (!has(at, magic.length())) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (u8(at + i) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(String magic) {
        return matches(0, magic);
    }

    /** Position of {@code magic} at or after {@code from}, or -1. */
    int indexOf(String magic, int from) {
        byte first = (byte) magic.charAt(0);
        int last = start + length - magic.length();
        for (int i = start + Math.max(0, from); i <= last; i++) {
            if (bytes[i] == first && matches(i - start, magic)) {
                return i - start;
            }
        }
        return -1;
    }

    int lastIndexOf(String magic) {
        for (int i = length - magic.length(); i >= 0; i--) {
            if (matches(i, magic)) {
                return i;
            }
        }
        return -1;
    }

    boolean contains(String magic) {
        return indexOf(magic, 0) >= 0;
    }

    String text(Charset charset) {
        return new String(bytes, start, length, charset);
    }

    /** One character for each byte. */
    String latin() {
        return text(StandardCharsets.ISO_8859_1);
    }

    /** The text before the first NUL. */
    String terminated(Charset charset) {
        int end = 0;
        while (end < length && u8(end) != 0) {
            end++;
        }
        return slice(0, end).text(charset);
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes, start, length);
    }

    byte[] copy() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, start, copy, 0, length);
        return copy;
    }

    void update(MessageDigest digest) {
        digest.update(bytes, start, length);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, start, target, at, length);
    }
}
