package org.ecluse.unpack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ecluse.mail.FileTrait;

/**
 * RAR 4 and RAR 5: names, what is encrypted, and the content of files that are stored. No library under a free licence unpacks the
 * rest: an {@link ArchiveProgram} does, or it is unreadable.
 */
final class RarFormat implements FileFormat {
    static final String MAGIC = "Rar!\u001a\7";

    private static final String MAGIC_4 = MAGIC + "\0";
    private static final String MAGIC_5 = MAGIC + "\1\0";

    @Override
    public boolean matches(Octets file) {
        return file.startsWith(MAGIC_4) || file.startsWith(MAGIC_5);
    }

    @Override
    public boolean isForPrograms() {
        return true;
    }

    @Override
    public void open(Octets file, Inside inside) {
        if (file.startsWith(MAGIC_5)) {
            new Rar5(file, inside).read();
        } else {
            readFour(file, inside);
        }
    }

    private static void readFour(Octets file, Inside inside) {
        long at = MAGIC_4.length();
        while (file.has(at, 7)) {
            inside.spendEntry();
            int type = file.u8(at + 2);
            int flags = file.u16(at + 3);
            int size = file.u16(at + 5);
            long data = (flags & 0x8000) != 0 || type == 0x74 ? file.u32(at + 7) : 0;
            if (type == 0x7b) {
                return;
            }
            if (type < 0x72 || type > 0x7a || size < 7) {
                break;
            }
            if (type == 0x73 && (flags & 0x80) != 0) {
                inside.note(FileTrait.ENCRYPTED); // the names too
                return;
            }
            if (type == 0x74) {
                fileFour(file.slice(at, size), file.slice(at + size, data), flags, inside);
            }
            at += size + data;
        }
        if (at != file.length()) {
            inside.note(FileTrait.UNREADABLE); // the end mark is missing
        }
    }

    private static void fileFour(Octets header, Octets data, int flags, Inside inside) {
        if ((flags & 0xe0) == 0xe0) {
            return; // a directory
        }
        int nameAt = (flags & 0x100) != 0 ? 40 : 32;
        Octets name = header.slice(nameAt, header.u16(26));
        // Behind a NUL stands the same name in an encoding of its own; its plain form keeps the extension.
        List<String> names = List.of(name.terminated(StandardCharsets.UTF_8));
        boolean split = (flags & 3) != 0;
        if (split) {
            inside.note(FileTrait.UNREADABLE); // the rest is in another volume
        }
        boolean stored = header.u8(25) == 0x30 && !split && header.u32(7) == header.u32(11);
        give(names, (flags & 4) != 0, stored, data, inside);
    }

    static void give(List<String> names, boolean encrypted, boolean stored, Octets data, Inside inside) {
        if (encrypted) {
            inside.listed(names, FileTrait.ENCRYPTED);
        } else if (stored) {
            inside.file(names, data);
        } else {
            inside.listed(names, FileTrait.UNREADABLE);
        }
    }
}
