package org.ecluse.unpack;

import java.util.Locale;
import org.ecluse.mail.FileTrait;

/** Parts of a binary workbook of Excel (MS-XLSB): the workbook itself, and what it takes from elsewhere. */
final class BinaryWorkbookFormat implements FileFormat {
    private static final String WORKBOOK = "\u0083\1\0";
    /** BrtBeginSupBook: a varying length, then the kind of source. */
    private static final String SOURCE = "\u00e8\2";

    @Override
    public boolean matches(Octets file) {
        return file.startsWith(WORKBOOK) || file.startsWith(SOURCE);
    }

    @Override
    public void open(Octets file, Inside inside) {
        inside.spendBytes(0);
        if (file.startsWith(WORKBOOK)) {
            String text = file.latin().replace("\0", "").toLowerCase(Locale.ROOT);
            if (text.contains("auto_open") || text.contains("auto_close")) {
                inside.note(FileTrait.AUTOSTART);
            }
            return;
        }
        int at = 2;
        while ((file.u8(at) & 0x80) != 0 && at < 6) {
            at++;
        }
        if (file.u16(at + 1L) == 1) {
            inside.note(FileTrait.DDE);
        }
    }
}
