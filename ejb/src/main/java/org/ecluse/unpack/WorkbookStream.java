package org.ecluse.unpack;

import org.ecluse.mail.FileTrait;

/** The main stream of an Excel document before 2007 (MS-XLS). */
final class WorkbookStream {
    private static final int NAME = 0x18;
    private static final int FILE_PASS = 0x2f;
    private static final int BOUND_SHEET = 0x85;
    private static final int SUP_BOOK = 0x1ae;

    private WorkbookStream() {}

    static void look(Octets content, Inside inside) {
        long at = 0;
        while (content.has(at, 4)) {
            int type = content.u16(at);
            Octets record = content.slice(at + 4, content.u16(at + 2));
            switch (type) {
                case FILE_PASS -> {
                    inside.note(FileTrait.ENCRYPTED);
                    return; // what follows is encrypted
                }
                case BOUND_SHEET -> {
                    if (record.u8(5) == 1) {
                        inside.note(FileTrait.MACRO); // a sheet of Excel 4 macros
                    }
                }
                case NAME -> {
                    if (isAutoOpen(record)) {
                        inside.note(FileTrait.AUTOSTART);
                    }
                }
                case SUP_BOOK -> {
                    if (isDde(record)) {
                        inside.note(FileTrait.DDE);
                    }
                }
                default -> {} // cells, fonts and the like
            }
            at += 4 + record.length();
        }
    }

    /** A built-in name, number 1 or 2: Auto_Open, Auto_Close. Excel 5 has no byte of flags before it. */
    private static boolean isAutoOpen(Octets record) {
        boolean builtIn = (record.u16(0) & 0x20) != 0 && record.u8(3) == 1;
        int name = record.u8(14) == 0 ? record.u8(15) : record.u8(14);
        return builtIn && (name == 1 || name == 2);
    }

    /** MS-XLS 2.5.271: no sheets, and a path of program and topic that does not begin like that of a file. */
    private static boolean isDde(Octets record) {
        int length = record.u16(2);
        if (record.u16(0) != 0 || length == 0x401 || length == 0x3a01) {
            return false;
        }
        String path = record.from(5).latin().replace("\0", "");
        return path.indexOf(3) > 0 && path.charAt(0) > 3;
    }
}
