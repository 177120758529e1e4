package org.ecluse.unpack;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Texts in files. */
final class Texts {
    static final Charset UTF_16 = StandardCharsets.UTF_16LE;
    static final Charset LATIN = StandardCharsets.ISO_8859_1;

    private Texts() {}

    /** In lower case, one character for each byte; of UTF-16 every second byte, so that ASCII words are found in it. */
    static String folded(Octets content) {
        String latin = content.latin();
        boolean wide = content.u16(0) == 0xfeff || content.u16(0) == 0xfffe || content.u8(1) == 0 && content.u8(0) != 0;
        return (wide ? latin.replace("\0", "") : latin).toLowerCase(Locale.ROOT);
    }
}
