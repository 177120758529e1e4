package org.ecluse.unpack;

import java.util.Locale;
import org.ecluse.mail.FileTrait;

/** What the names of a zip file's entries say of an office document (ECMA-376, ODF). */
final class OfficePackage {
    private final Inside inside;

    OfficePackage(Inside inside) {
        this.inside = inside;
    }

    void entry(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("vbaproject.bin")
                || lower.contains("xl/macrosheets/")
                || lower.startsWith("basic/") && lower.endsWith(".xml") && !lower.endsWith("-lc.xml")
                || lower.startsWith("scripts/") && lower.length() > 8) {
            inside.note(FileTrait.MACRO);
        }
        if (lower.contains("/embeddings/") || lower.startsWith("object ") || lower.contains("/activex/")) {
            inside.note(FileTrait.EMBEDDED);
        }
    }
}
