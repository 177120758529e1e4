package org.ecluse.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ecluse.mail.FileTrait;

/** LHA archives, header levels 0 to 3. */
final class LhaFormat implements FileFormat {
    @Override
    public boolean matches(Octets file) {
        return isHeader(file, 0);
    }

    private static boolean isHeader(Octets file, long at) {
        return (file.matches(at + 2, "-lh") || file.matches(at + 2, "-lz") || file.matches(at + 2, "-pm"))
                && file.u8(at + 6) == '-'
                && file.u8(at + 20) <= 3;
    }

    @Override
    public boolean isForPrograms() {
        return true;
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        long at = 0;
        while (isHeader(file, at)) {
            at = entry(file, at, inside);
        }
        if (file.has(at, 1) && file.u8(at) != 0) {
            inside.note(FileTrait.UNREADABLE);
        }
    }

    private static long entry(Octets file, long at, Inside inside) throws IOException {
        int level = file.u8(at + 20);
        String method = file.slice(at + 2, 5).latin();
        long packed = file.u32(at + 7);
        long size = file.u32(at + 11);
        Extensions extensions = new Extensions();
        long data;
        if (level < 2) {
            extensions.name = file.slice(at + 22, file.u8(at + 21)).text(StandardCharsets.UTF_8);
            data = at + 2 + file.u8(at);
            if (level == 1) {
                long behind = extensions.read(file, data, file.u16(data - 2), 2, inside);
                packed -= behind - data;
                data = behind;
            }
        } else if (level == 2) {
            extensions.read(file, at + 26, file.u16(at + 24), 2, inside);
            data = at + file.u16(at);
        } else {
            extensions.read(file, at + 32, file.u32(at + 28), 4, inside);
            data = at + file.u32(at + 24);
        }
        packed = Math.max(0, packed);
        content(method, List.of(extensions.name), file.slice(data, packed), size, inside);
        return Math.max(at + 22, data + packed);
    }

    private static void content(String method, List<String> names, Octets packed, long size, Inside inside)
            throws IOException {
        switch (method) {
            case "-lhd-" -> inside.spendEntry();
            case "-lh0-", "-lz4-", "-pm0-" -> inside.file(names, packed);
            case "-lh4-" -> unpack(names, new LzhStream(packed, 1 << 12, 14, 4, size), inside);
            case "-lh5-" -> unpack(names, new LzhStream(packed, 1 << 13, 14, 4, size), inside);
            case "-lh6-" -> unpack(names, new LzhStream(packed, 1 << 15, 16, 5, size), inside);
            case "-lh7-" -> unpack(names, new LzhStream(packed, 1 << 16, 17, 5, size), inside);
            default -> inside.listed(names, FileTrait.UNREADABLE);
        }
    }

    private static void unpack(List<String> names, LzhStream content, Inside inside) throws IOException {
        try (content) {
            inside.file(names, content);
        }
    }

    /** What stands behind a header: of interest is the name. */
    private static final class Extensions {
        private String name = "";

        /** @return offset behind them */
        long read(Octets file, long start, long firstSize, int width, Inside inside) {
            long at = start;
            long size = firstSize;
            while (size > width && file.has(at, size)) {
                inside.spendEntry();
                if (file.u8(at) == 1) {
                    name = file.slice(at + 1, size - 1 - width).text(StandardCharsets.UTF_8);
                }
                at += size;
                size = width == 2 ? file.u16(at - 2) : file.u32(at - 4);
            }
            return at;
        }
    }
}
