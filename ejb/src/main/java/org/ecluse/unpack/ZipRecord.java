package org.ecluse.unpack;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What a zip file says of one entry, before its data or in the directory.
 *
 * @param localOffset of the header before the data
 * @param dataOffset of the data; known from the header before it only
 */
record ZipRecord(
        String name, int flags, int method, long packedSize, long size, int localOffset, long dataOffset, long end) {
    static final String LOCAL = "PK\3\4";
    static final String CENTRAL = "PK\1\2";
    static final String DESCRIPTOR = "PK\7\10";
    static final String END = "PK\5\6";
    /** Stands for a number that a field for large files holds. */
    static final long ELSEWHERE = 0xffffffffL;

    private static final Charset DOS =
            Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

    /** APPNOTE 4.3.7. */
    static ZipRecord local(Octets file, int at) {
        long data = at + 30L + file.u16(at + 26) + file.u16(at + 28);
        return new ZipRecord(
                name(file.slice(at + 30, file.u16(at + 26))),
                file.u16(at + 6),
                file.u16(at + 8),
                file.u32(at + 18),
                file.u32(at + 22),
                at,
                data,
                data);
    }

    /** APPNOTE 4.3.12. @param base offset of the zip file's beginning in the file */
    static ZipRecord central(Octets file, int at, long base) {
        long end = at + 46L + file.u16(at + 28) + file.u16(at + 30) + file.u16(at + 32);
        return new ZipRecord(
                name(file.slice(at + 46, file.u16(at + 28))),
                file.u16(at + 8),
                file.u16(at + 10),
                file.u32(at + 20),
                file.u32(at + 24),
                (int) Math.max(-1, Math.min(Integer.MAX_VALUE, base + file.u32(at + 42))),
                0,
                end);
    }

    boolean isEncrypted() {
        return (flags & 1) != 0 || method == 99;
    }

    private static String name(Octets bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.copy()))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes.text(DOS);
        }
    }
}
