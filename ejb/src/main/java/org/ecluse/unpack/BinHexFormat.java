package org.ecluse.unpack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ecluse.mail.FileTrait;

/** BinHex 4.0 of the Macintosh (RFC 1741 appendix A). */
final class BinHexFormat implements FileFormat {
    static final String MARK = "(This file must be converted with BinHex";
    private static final String ALPHABET = "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr";
    private static final int REPEAT = 0x90;

    @Override
    public boolean matches(Octets file) {
        return file.slice(0, 1000).contains(MARK);
    }

    @Override
    public void open(Octets file, Inside inside) {
        int mark = file.indexOf(MARK, 0);
        int start = file.indexOf(":", file.indexOf("\n", mark) < 0 ? mark : file.indexOf("\n", mark));
        Octets header = decoded(file, start + 1, inside);
        int nameLength = header.u8(0);
        long data = 1L + nameLength + 21;
        long size = header.u32Big(nameLength + 12L);
        List<String> names = List.of(header.slice(1, nameLength).text(StandardCharsets.UTF_8));
        if (start < 0 || !header.has(data, size)) {
            inside.listed(names, FileTrait.UNREADABLE);
        } else {
            inside.file(names, header.slice(data, size));
        }
    }

    private static Octets decoded(Octets file, int start, Inside inside) {
        KeptBytes content = new KeptBytes();
        int bits = 0;
        int value = 0;
        int last = 0;
        boolean repeat = false;
        for (int at = start; at < file.length() && file.u8(at) != ':'; at++) {
            int digit = ALPHABET.indexOf(file.u8(at));
            if (digit < 0) {
                continue;
            }
            value = (value << 6 | digit) & 0xffff;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                int octet = value >> bits & 0xff;
                if (repeat) {
                    fill(content, octet, last);
                    inside.grown(content, octet);
                    repeat = false;
                } else if (octet == REPEAT) {
                    repeat = true;
                } else {
                    content.write(octet);
                    last = octet;
                }
            }
        }
        return content.octets();
    }

    private static void fill(KeptBytes content, int count, int last) {
        if (count == 0) {
            content.write(REPEAT);
        }
        for (int i = 1; i < count; i++) {
            content.write(last);
        }
    }
}
