package org.ecluse.filter.content;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A file name as the system that opens it will take it: full-width and look-alike letters as plain ones, direction marks, trailing
 * dots and spaces removed.
 */
record FileName(String plain) {
    private static final int LONGEST = 512;
    private static final String LOOK_ALIKES = "аеорсхіјѕуԁһӏ";
    private static final String LATIN = "aeopcxijsydhl";

    /** @param written decoded name, of any length */
    static FileName of(String written) {
        // The end counts: a long name hides its extension behind spaces.
        String end = written.length() > LONGEST ? written.substring(written.length() - LONGEST) : written;
        String folded = Normalizer.normalize(end, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            int lookAlike = LOOK_ALIKES.indexOf(c);
            if (lookAlike >= 0) {
                plain.append(LATIN.charAt(lookAlike));
            } else if (Character.getType(c) != Character.FORMAT && c >= ' ') {
                plain.append(c);
            }
        }
        return new FileName(plain.toString());
    }

    /** The extension, and those before a NUL escape or stream name that hide behind it. Never contains "". */
    Set<String> extensions() {
        Set<String> extensions = new LinkedHashSet<>();
        for (String piece : plain.replace("%00", ":").split(":")) {
            String trimmed = trimmed(piece);
            int dot = trimmed.lastIndexOf('.');
            if (dot >= 0 && dot < trimmed.length() - 1) {
                extensions.add(trimmed.substring(dot + 1).strip());
            }
        }
        return extensions;
    }

    /** True for a harmless extension before the real one: {@code invoice.pdf.exe}. */
    boolean hidesExtension() {
        String[] pieces = trimmed(plain).split("\\.");
        return pieces.length > 2 && FileClasses.isDocument(pieces[pieces.length - 2].strip());
    }

    private static String trimmed(String piece) {
        int end = piece.length();
        while (end > 0 && (piece.charAt(end - 1) == '.' || piece.charAt(end - 1) <= ' ')) {
            end--;
        }
        return piece.substring(0, end);
    }
}
