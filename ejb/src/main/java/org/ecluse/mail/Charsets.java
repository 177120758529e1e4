package org.ecluse.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Character sets by the names that mail uses for them. */
final class Charsets {
    /** Reads any bytes; what calls itself ISO-8859-1 is mostly this (WHATWG Encoding). */
    static final Charset FALLBACK = Charset.forName("windows-1252");

    private Charsets() {}

    /** The character set, or empty if the name is unknown here. */
    static Optional<Charset> of(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return switch (lower) {
            // Whoever declares US-ASCII, or nothing, and sends more mostly means UTF-8.
            case "utf-8", "utf8", "us-ascii", "ascii", "" -> Optional.of(StandardCharsets.UTF_8);
            case "iso-8859-1", "iso8859-1", "latin1" -> Optional.of(FALLBACK);
            case "ks_c_5601-1987" -> byJavaName("x-windows-949");
            case "gb2312" -> byJavaName("gbk");
            case "iso-8859-8-i" -> byJavaName("iso-8859-8");
            default -> byJavaName(lower);
        };
    }

    private static Optional<Charset> byJavaName(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the sender's word, not ours: the caller notes it
        }
    }
}
