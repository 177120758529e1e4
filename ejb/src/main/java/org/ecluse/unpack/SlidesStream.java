package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The main stream of a PowerPoint document before 2007 (MS-PPT): objects and macros are compound files in it. */
final class SlidesStream {
    private static final int OBJECT = 0x1011;

    private SlidesStream() {}

    static void look(Octets content, Inside inside) throws IOException {
        long at = 0;
        while (content.has(at, 8)) {
            int version = content.u16(at);
            long length = content.u32(at + 4);
            if (content.u16(at + 2) == OBJECT) {
                object(content.slice(at + 8, length), version >> 4 == 1, inside);
            }
            // Into containers, over everything else.
            at += (version & 0xf) == 0xf ? 8 : 8 + length;
        }
    }

    private static void object(Octets data, boolean compressed, Inside inside) throws IOException {
        List<String> names = List.of("object");
        if (!compressed) {
            inside.file(names, data);
            return;
        }
        try (InputStream content = new LenientInflater(data.from(4).stream())) {
            inside.file(names, content);
        }
    }
}
