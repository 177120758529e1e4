package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** One compressed file: gzip, bzip2, xz, lzma, lz4, compress. Its content takes its name without the last extension. */
final class CompressedFormat implements FileFormat {
    private static final int MEMORY_KIB = 72 * 1024;

    @Override
    public boolean matches(Octets file) {
        return file.startsWith("\u001f\u008b\b")
                || file.startsWith("BZh") && file.u8(3) >= '1' && file.u8(3) <= '9'
                || file.startsWith("\u00fd7zXZ\0")
                || file.startsWith("\u001f\u009d")
                || file.startsWith("\4\"M\u0018")
                || isLzma(file);
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        if (file.u8(0) == 0xfd || file.u8(0) == 0x5d) {
            inside.takeMuchMemory(); // for the dictionary
        }
        try (InputStream content = content(file)) {
            inside.file(List.of(innerName(inside.names())), content);
        }
    }

    private static InputStream content(Octets file) throws IOException {
        return switch (file.u8(0)) {
            case 'B' -> new BZip2CompressorInputStream(file.stream(), true);
            case 0xfd -> new XZInputStream(file.stream(), MEMORY_KIB);
            case 4 -> new FramedLZ4CompressorInputStream(file.stream(), true);
            case 0x5d -> new LZMAInputStream(file.stream(), MEMORY_KIB);
            default ->
                file.u8(1) == 0x9d
                        ? new ZCompressorInputStream(file.stream(), MEMORY_KIB)
                        : new GzipCompressorInputStream(file.stream(), true);
        };
    }

    /** lzma has no magic number: usual properties, a dictionary that is a power of two, a size that is possible or unknown. */
    private static boolean isLzma(Octets file) {
        long dictionary = file.u32(1);
        long size = file.u64(5);
        return file.length() > 13
                && file.u8(0) == 0x5d
                && dictionary >= 1 << 12
                && Long.bitCount(dictionary) <= 2
                && (size == -1 || size >= 0 && size < 1L << 40)
                && file.u8(13) == 0;
    }

    private static String innerName(List<String> names) {
        String name = names.isEmpty() ? "" : names.get(0);
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".tgz") || lower.endsWith(".tbz2") || lower.endsWith(".txz") || lower.endsWith(".tbz")) {
            return name.substring(0, name.lastIndexOf('.')) + ".tar";
        }
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
