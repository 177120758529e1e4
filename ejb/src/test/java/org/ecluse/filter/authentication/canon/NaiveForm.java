package org.ecluse.filter.authentication.canon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The canonical forms of RFC 6376 section 3.4 as its text reads, on whole strings: slow, and simple enough to be seen right. */
public final class NaiveForm {
    private NaiveForm() {}

    /** @param body one character for each octet */
    public static String body(String body, Canonicalization canonicalization) {
        List<String> lines =
                new ArrayList<>(List.of(body.replaceAll("\r?\n", "\n").split("\n", -1)));
        if (canonicalization == Canonicalization.RELAXED) {
            lines.replaceAll(line -> line.replaceAll("[ \t]+", " ").replaceAll(" \\z", ""));
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        String text = String.join("\r\n", lines) + (lines.isEmpty() ? "" : "\r\n");
        return text.isEmpty() && canonicalization == Canonicalization.SIMPLE ? "\r\n" : text;
    }

    /** @param field without its final line end */
    public static String field(String field, Canonicalization canonicalization) {
        if (canonicalization == Canonicalization.SIMPLE) {
            return field + "\r\n";
        }
        int colon = field.indexOf(':');
        String name = field.substring(0, colon).replaceAll("[ \t]+$", "").toLowerCase(Locale.ROOT);
        String value = field.substring(colon + 1)
                .replace("\r\n", "")
                .replaceAll("[ \t]+", " ")
                .replaceAll("^ | \\z", "");
        return name + ":" + value + "\r\n";
    }

    public static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
