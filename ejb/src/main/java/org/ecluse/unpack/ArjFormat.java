package org.ecluse.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ecluse.mail.FileTrait;

/** ARJ archives. */
final class ArjFormat implements FileFormat {
    private static final int MAGIC = 0xea60;
    private static final int DICTIONARY = 26624;

    @Override
    public boolean matches(Octets file) {
        return file.u16(0) == MAGIC && file.u16(2) >= 30 && file.u16(2) <= 2600 && file.u8(10) == 2;
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        long at = behindHeader(file, 0);
        while (file.u16(at) == MAGIC && file.u16(at + 2) > 0) {
            Octets header = file.slice(at + 4, file.u16(at + 2));
            long data = behindHeader(file, at);
            long packed = header.u32(12);
            entry(header, file.slice(data, packed), inside);
            at = data + packed;
        }
        if (file.u16(at) != MAGIC) {
            inside.note(FileTrait.UNREADABLE);
        }
    }

    private static long behindHeader(Octets file, long at) {
        long behind = at + 4 + file.u16(at + 2) + 4;
        for (int size = file.u16(behind); size > 0; size = file.u16(behind)) {
            behind += 2 + size + 4;
        }
        return behind + 2;
    }

    private static void entry(Octets header, Octets packed, Inside inside) throws IOException {
        List<String> names = List.of(header.from(header.u8(0)).terminated(StandardCharsets.ISO_8859_1));
        int method = header.u8(5);
        long size = header.u32(16);
        if (header.u8(6) == 3) {
            inside.spendEntry(); // a directory
        } else if ((header.u8(4) & 1) != 0) {
            inside.listed(names, FileTrait.ENCRYPTED);
        } else if (method == 0) {
            inside.file(names, packed);
        } else if (method <= 3) {
            try (LzhStream content = new LzhStream(packed, DICTIONARY, 17, 5, size)) {
                inside.file(names, content);
            }
        } else {
            inside.listed(names, FileTrait.UNREADABLE);
        }
    }
}
