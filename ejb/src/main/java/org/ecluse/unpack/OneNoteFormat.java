package org.ecluse.unpack;

import java.util.List;
import org.ecluse.mail.FileTrait;

/** OneNote notebooks (MS-ONESTORE): the files in them stand as they are. */
final class OneNoteFormat implements FileFormat {
    private static final String NOTEBOOK = "\u00e4R\\{\u008c\u00d8\u00a7M\u00ae\u00b1Sx\u00d0)\u0096\u00d3";
    private static final String FILE = "\u00e7\u0016\u00e3\u00bde&\u0011E\u00a4\u00c4\u008dM\u000bz\u009e\u00ac";

    @Override
    public boolean matches(Octets file) {
        return file.startsWith(NOTEBOOK);
    }

    @Override
    public void open(Octets file, Inside inside) {
        int at = file.indexOf(FILE, 0);
        while (at >= 0) {
            inside.note(FileTrait.EMBEDDED);
            inside.file(List.of("file"), file.slice(at + 36L, file.u64(at + 16L)));
            at = file.indexOf(FILE, at + 16);
        }
    }
}
