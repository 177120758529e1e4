package org.ecluse.unpack;

import java.util.List;
import org.ecluse.mail.FileTrait;

/** Rich text: objects in it, templates from elsewhere, DDE fields. */
final class RtfFormat implements FileFormat {
    private static final String OBJECT = "\\objdata";

    @Override
    public boolean matches(Octets file) {
        return file.startsWith("{\\rt");
    }

    @Override
    public void open(Octets file, Inside inside) {
        String text = Texts.folded(file);
        if (text.contains("\\*\\template") && text.contains("://")
                || text.contains("\\objautlink")
                || text.contains("\\objupdate")) {
            inside.note(FileTrait.EXTERNAL);
        }
        if (text.contains("ddeauto") || text.contains("{\\*\\fldinst dde") || text.contains("fldinst{dde")) {
            inside.note(FileTrait.DDE);
        }
        int at = file.indexOf(OBJECT, 0);
        while (at >= 0) {
            inside.spendEntry();
            inside.note(FileTrait.EMBEDDED);
            object(hex(file, at + OBJECT.length(), inside), inside);
            at = file.indexOf(OBJECT, at + 1);
        }
    }

    /** OLE 1 (MS-OLEDS 2.2.5): version, kind, class, two more names, size, data. */
    private static void object(Octets data, Inside inside) {
        long at = 8;
        String kind = data.slice(12, data.u32(8)).terminated(Texts.LATIN);
        for (int i = 0; i < 3; i++) {
            at += 4 + data.u32(at);
        }
        Octets content = data.from(at + 4);
        if (kind.equalsIgnoreCase("Package")) {
            OlePackage.look(data.from(at), inside);
            return;
        }
        int compound = data.indexOf(OleFormat.MAGIC, 0);
        // A header that is broken on purpose hides nothing from Word.
        inside.file(List.of("object"), compound >= 0 ? data.from(compound) : content);
    }

    /** Hexadecimal digits up to the end of the group; control words and inner groups between them do not count. */
    private static Octets hex(Octets file, int start, Inside inside) {
        KeptBytes bytes = new KeptBytes();
        int depth = 0;
        int high = -1;
        int at = start;
        while (at < file.length()) {
            int c = file.u8(at);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                if (depth == 0) {
                    break;
                }
                depth--;
            } else if (c == '\\') {
                at = behindControl(file, at + 1);
                continue;
            } else {
                int digit = Character.digit(c, 16);
                if (digit >= 0 && high >= 0) {
                    bytes.write(high << 4 | digit);
                    high = -1;
                } else if (digit >= 0) {
                    high = digit;
                }
            }
            at++;
        }
        inside.spendBytes(bytes.size());
        return bytes.octets();
    }

    private static int behindControl(Octets file, int start) {
        int at = start;
        while (Character.isLetter(file.u8(at)) && file.u8(at) < 128) {
            at++;
        }
        while (at < file.length() && (Character.isDigit(file.u8(at)) || file.u8(at) == '-')) {
            at++;
        }
        return Math.max(at, start + 1);
    }
}
