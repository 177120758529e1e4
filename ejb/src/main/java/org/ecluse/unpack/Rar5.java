package org.ecluse.unpack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ecluse.mail.FileTrait;

/** The headers of one RAR 5 file. */
final class Rar5 {
    private static final int MAIN = 1;
    private static final int FILE = 2;
    private static final int ENCRYPTION = 4;
    private static final int END = 5;

    private final Octets file;
    private final Inside inside;
    private long at = 8;

    Rar5(Octets file, Inside inside) {
        this.file = file;
        this.inside = inside;
    }

    void read() {
        while (file.has(at, 7)) {
            inside.spendEntry();
            at += 4; // checksum
            long size = number();
            long header = at;
            long end = header + size;
            long type = number();
            long flags = number();
            long extra = (flags & 1) != 0 ? number() : 0;
            long data = (flags & 2) != 0 ? number() : 0;
            if (type == ENCRYPTION) {
                inside.note(FileTrait.ENCRYPTED); // the names too
                return;
            }
            if (type == END) {
                return;
            }
            if (type < MAIN || type > END || size <= 0 || data < 0 || !file.has(header, size)) {
                break;
            }
            if (type == FILE) {
                boolean split = (flags & 0x18) != 0;
                entry(file.slice(end, data), file.slice(end - extra, extra), split);
            }
            at = end + data;
        }
        inside.note(FileTrait.UNREADABLE); // the end mark is missing
    }

    private void entry(Octets data, Octets extra, boolean split) {
        long flags = number();
        long size = number();
        number(); // attributes
        at += ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0);
        long compression = number();
        number(); // system
        long nameLength = number();
        List<String> names = List.of(file.slice(at, nameLength).text(StandardCharsets.UTF_8));
        if ((flags & 1) == 0) {
            if (split) {
                inside.note(FileTrait.UNREADABLE); // the rest is in another volume
            }
            boolean stored = (compression >> 7 & 7) == 0 && !split && size == data.length();
            RarFormat.give(names, isEncrypted(extra), stored, data, inside);
        }
    }

    private static boolean isEncrypted(Octets extra) {
        Rar5 records = new Rar5(extra, null);
        records.at = 0;
        while (extra.has(records.at, 2)) {
            long size = records.number();
            long next = records.at + size;
            if (records.number() == 1) {
                return true;
            }
            if (size <= 0) {
                return false;
            }
            records.at = next;
        }
        return false;
    }

    /** Seven bits in each byte, the lowest first. */
    private long number() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int octet = file.u8(at++);
            value |= (long) (octet & 0x7f) << shift;
            if ((octet & 0x80) == 0) {
                return value;
            }
        }
        return -1;
    }
}
