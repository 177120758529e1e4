package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The macros of an office document that is one file of XML: a compound file, compressed. */
final class ActiveMimeFormat implements FileFormat {
    private static final int FIRST_GUESS = 0x32;

    @Override
    public boolean matches(Octets file) {
        return file.startsWith("ActiveMime");
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        int start = file.u16(0x1e) + 46;
        int at = isCompressed(file, start) ? start : FIRST_GUESS;
        try (InputStream content = new LenientInflater(file.from(at).stream())) {
            inside.file(List.of("object"), content);
        }
    }

    private static boolean isCompressed(Octets file, int at) {
        return file.u8(at) == 0x78;
    }
}
