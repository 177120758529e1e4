package org.ecluse.filter.authentication.dkim;

import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.TagList;
import org.ecluse.filter.authentication.keys.SigningKey;

/** Writes a signature field: its tags, the digest they lead to, and {@code b=}. Lines are folded between tags and in {@code h=}. */
public final class SignatureText {
    private static final int LONGEST_LINE = 76;

    private SignatureText() {}

    /**
     * The field with its line end.
     *
     * @param tags {@code name=value} without {@code b}, in their order; {@code b=} goes where it says {@code b=}
     * @param digest makes the digest to be signed from the field with an empty {@code b=}
     */
    public static String signed(
            String name, List<String> tags, BiFunction<HeaderField, TagList, byte[]> digest, SigningKey key) {
        String unsigned = name + ": " + String.join(";\r\n ", tags) + "\r\n";
        HeaderField field = HeaderField.of(unsigned);
        TagList list = TagList.parse(field.value()).orElseThrow(() -> new IllegalArgumentException(unsigned));
        String signature = Base64.getEncoder().encodeToString(key.sign(digest.apply(field, list)));
        int at = name.length() + 1 + list.end("b");
        return unsigned.substring(0, at) + signature + unsigned.substring(at);
    }

    /** The {@code h=} tag, folded where it gets long. */
    public static String names(List<String> names) {
        StringBuilder out = new StringBuilder("h=");
        int lineStart = 0;
        for (String name : names) {
            if (out.length() > 2) {
                out.append(':');
                if (out.length() + name.length() - lineStart > LONGEST_LINE) {
                    out.append("\r\n  ");
                    lineStart = out.length() - 2;
                }
            }
            out.append(name);
        }
        return out.toString();
    }
}
