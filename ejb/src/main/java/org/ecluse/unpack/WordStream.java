package org.ecluse.unpack;

import org.ecluse.mail.FileTrait;

/** The main stream of a Word document before 2007 (MS-DOC). */
final class WordStream {
    private static final int FIELD_BEGIN = 0x13;

    private WordStream() {}

    static void look(Octets content, Inside inside) {
        if ((content.u16(10) & 0x100) != 0) {
            inside.note(FileTrait.ENCRYPTED);
            return;
        }
        for (int at = 0; at < content.length(); at++) {
            if (content.u8(at) == FIELD_BEGIN && isDde(content.slice(at + 1, 64))) {
                inside.note(FileTrait.DDE);
                return;
            }
        }
    }

    /** A field's code, in one byte for each character or in two. */
    private static boolean isDde(Octets field) {
        String code = field.latin().replace("\0", "").stripLeading();
        return code.regionMatches(true, 0, "DDE", 0, 3);
    }
}
