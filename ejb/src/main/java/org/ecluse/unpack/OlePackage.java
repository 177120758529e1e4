package org.ecluse.unpack;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.mail.FileTrait;

/** A file that was dragged into a document: its name, its path, its content (the packager's format, which nobody published). */
final class OlePackage {
    private OlePackage() {}

    /** @param content with its size before it */
    static void look(Octets content, Inside inside) {
        inside.note(FileTrait.EMBEDDED);
        Octets file = content.slice(4, content.u32(0));
        if (file.u16(0) != 2) {
            inside.file(List.of("object"), file); // the native data of another program
            return;
        }
        List<String> names = new ArrayList<>();
        int at = 2;
        at += name(file, at, names);
        at += name(file, at, names);
        at += 4;
        long pathLength = file.u32(at);
        at += 4;
        name(file, at, names);
        at += (int) Math.min(pathLength, file.length());
        inside.file(names.isEmpty() ? List.of("object") : names, file.slice(at + 4L, file.u32(at)));
    }

    /** @return how many bytes it takes */
    private static int name(Octets file, int at, List<String> names) {
        String written = file.slice(at, 1024).terminated(Texts.LATIN);
        String name = written.substring(Math.max(written.lastIndexOf('\\'), written.lastIndexOf('/')) + 1);
        if (!name.isBlank()) {
            names.add(name);
        }
        return written.length() + 1;
    }
}
