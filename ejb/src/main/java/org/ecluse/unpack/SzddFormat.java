package org.ecluse.unpack;

import java.util.Arrays;
import java.util.List;

/** What COMPRESS.EXE of DOS makes of one file. */
final class SzddFormat implements FileFormat {
    private static final int WINDOW = 4096;

    @Override
    public boolean matches(Octets file) {
        return file.startsWith("SZDD\u0088\u00f0'3A");
    }

    @Override
    public void open(Octets file, Inside inside) {
        KeptBytes content = new KeptBytes();
        byte[] window = new byte[WINDOW];
        Arrays.fill(window, (byte) ' ');
        int put = WINDOW - 16;
        int at = 14;
        while (at < file.length()) {
            int control = file.u8(at++);
            int before = content.size();
            for (int bit = 0; bit < 8 && at < file.length(); bit++) {
                boolean literal = (control >> bit & 1) == 1;
                int from = literal ? 0 : file.u8(at) | (file.u8(at + 1) & 0xf0) << 4;
                int length = literal ? 1 : (file.u8(at + 1) & 0x0f) + 3;
                for (int i = 0; i < length; i++) {
                    byte next = literal ? (byte) file.u8(at) : window[from + i & WINDOW - 1];
                    window[put] = next;
                    put = put + 1 & WINDOW - 1;
                    content.write(next);
                }
                at += literal ? 1 : 2;
            }
            inside.grown(content, content.size() - before);
        }
        inside.file(List.of(name(inside.names(), (char) file.u8(9))), content.octets());
    }

    /** The last letter of the extension is kept in the file, and an underscore stands for it. */
    private static String name(List<String> names, char last) {
        String name = names.isEmpty() ? "" : names.get(0);
        return name.endsWith("_") && last > ' ' ? name.substring(0, name.length() - 1) + last : name;
    }
}
