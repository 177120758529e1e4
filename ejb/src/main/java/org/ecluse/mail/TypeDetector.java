package org.ecluse.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/** Finds a part's media type from its first bytes and its name (R2.4). */
public final class TypeDetector {
    /** Magic numbers stand in the first kilobytes; tar's is the farthest common one. */
    public static final int PREFIX_BYTES = 4096;

    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

    private TypeDetector() {}

    /**
     * The media type, lower case, without parameters.
     *
     * @param prefix first decoded bytes, of which {@code length} count
     */
    public static String detect(String declared, List<String> names, byte[] prefix, int length) {
        boolean text = declared.isEmpty() || declared.startsWith("text/");
        // Most parts are plain text or HTML without a name: they need no look at a thousand magic numbers.
        if (text && names.isEmpty() && looksLikeText(prefix, length)) {
            if (looksLikeHtml(prefix, length)) {
                return "text/html";
            }
            return declared.isEmpty() ? "text/plain" : declared;
        }
        Metadata metadata = new Metadata();
        if (!names.isEmpty()) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, names.get(0));
        }
        try {
            return TYPES.detect(new ByteArrayInputStream(prefix, 0, length), metadata)
                    .getBaseType()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static boolean looksLikeText(byte[] prefix, int length) {
        int end = Math.min(length, 1024);
        for (int i = 0; i < end; i++) {
            int c = prefix[i];
            if (c >= 0 && c < ' ' && c != '\r' && c != '\n' && c != '\t' && c != '\f' && c != 27) {
                return false;
            }
        }
        // Windows programs and archives have control characters within this; these two might not.
        return !startsWith(prefix, length, "%PDF") && !startsWith(prefix, length, "{\\rtf");
    }

    private static boolean looksLikeHtml(byte[] prefix, int length) {
        int start = 0;
        while (start < length && prefix[start] >= 0 && prefix[start] <= ' ') {
            start++;
        }
        String begin = new String(prefix, start, Math.min(length - start, 14), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        return begin.startsWith("<!doctype html") || begin.startsWith("<html");
    }

    private static boolean startsWith(byte[] prefix, int length, String magic) {
        return length >= magic.length()
                && new String(prefix, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }
}
