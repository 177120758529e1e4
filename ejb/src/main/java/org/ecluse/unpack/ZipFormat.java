package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.ecluse.mail.FileTrait;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Zip files, and what is made of them (APPNOTE 6.3.10). Programs find entries by the central directory or by the headers before the
 * data, and attackers let the two disagree: every entry that either way finds is read.
 */
final class ZipFormat implements FileFormat {
    private static final int LZMA_MEMORY_KIB = 72 * 1024;

    @Override
    public boolean matches(Octets file) {
        return file.startsWith(ZipRecord.LOCAL)
                || file.startsWith(ZipRecord.END) && file.length() > 22
                || (file.startsWith("PK\7\10") || file.startsWith("PK00")) && file.matches(4, ZipRecord.LOCAL);
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        ZipDirectory directory = ZipDirectory.last(file, inside);
        if (!directory.isPresent()) {
            inside.note(FileTrait.UNREADABLE);
        }
        OfficePackage office = new OfficePackage(inside);
        Set<Integer> read = new HashSet<>();
        int at = file.indexOf(ZipRecord.LOCAL, 0);
        while (at >= 0) {
            read.add(at);
            at = file.indexOf(ZipRecord.LOCAL, (int) entry(file, at, directory, office, inside));
        }
        for (ZipRecord record : directory.records()) {
            int local = record.localOffset();
            if (read.add(local)) {
                // Its header lies within what another entry takes for data, or nowhere.
                inside.note(FileTrait.CONTRADICTORY);
                if (file.matches(local, ZipRecord.LOCAL)) {
                    entry(file, local, directory, office, inside);
                } else {
                    inside.listed(List.of(record.name()), FileTrait.UNREADABLE);
                }
            }
        }
        if (directory.isOverlapping()) {
            inside.note(FileTrait.CONTRADICTORY);
        }
    }

    /** @return offset behind the entry's data */
    private static long entry(Octets file, int at, ZipDirectory directory, OfficePackage office, Inside inside)
            throws IOException {
        ZipRecord local = ZipRecord.local(file, at);
        List<ZipRecord> listed = directory.at(at);
        Set<String> known = new HashSet<>(List.of(local.name()));
        List<String> names = new ArrayList<>(List.of(local.name()));
        listed.stream().map(ZipRecord::name).filter(known::add).forEach(names::add);
        if (directory.isPresent() && (listed.isEmpty() || names.size() > 1)) {
            inside.note(FileTrait.CONTRADICTORY);
        }
        boolean encrypted = local.isEncrypted() || listed.stream().anyMatch(ZipRecord::isEncrypted);
        long start = local.dataOffset();
        long packed = packedSize(file, local, listed, start);
        if (local.name().endsWith("/") && packed == 0) {
            inside.spendEntry();
            return start;
        }
        if (local.name().replace(".", "").isBlank()) {
            inside.note(FileTrait.CONTRADICTORY);
        }
        names.forEach(office::entry);
        if (encrypted) {
            inside.listed(names, FileTrait.ENCRYPTED);
            return start + packed;
        }
        return start + data(file, at, local, file.slice(start, packed), names, inside);
    }

    /** @return how many bytes the data takes */
    private static long data(Octets file, int at, ZipRecord local, Octets packed, List<String> names, Inside inside)
            throws IOException {
        if (local.method() == 14 || local.method() == 95) {
            inside.takeMuchMemory(); // for the dictionary
        }
        switch (local.method()) {
            case 0 -> {
                inside.file(names, packed);
                return packed.length();
            }
            case 8 -> {
                // Deflate knows its end by itself: sizes that lie hide nothing.
                Octets rest = file.from(local.dataOffset());
                try (CountedInflater inflated = new CountedInflater(rest)) {
                    inside.file(names, inflated);
                    return Math.max(1, inflated.consumed());
                }
            }
            case 9 -> stream(names, new Deflate64CompressorInputStream(packed.stream()), inside);
            case 12 -> stream(names, new BZip2CompressorInputStream(packed.stream()), inside);
            case 14 -> stream(names, lzma(packed, local), inside);
            case 95 -> stream(names, new XZInputStream(packed.stream(), LZMA_MEMORY_KIB), inside);
            case 1, 6 -> old(file.slice(at, local.dataOffset() - at + packed.length()), names, inside);
            default -> inside.listed(names, FileTrait.UNREADABLE);
        }
        return packed.length();
    }

    private static void stream(List<String> names, InputStream content, Inside inside) throws IOException {
        try (content) {
            inside.file(names, content);
        }
    }

    /** APPNOTE 5.8.8: version, size of the properties, properties. */
    private static InputStream lzma(Octets packed, ZipRecord local) throws IOException {
        int dictionary = (int) Math.min(Integer.MAX_VALUE, packed.u32(5));
        boolean endMark = (local.flags() & 2) != 0;
        return new LZMAInputStream(
                packed.from(9).stream(),
                endMark ? -1 : local.size(),
                (byte) packed.u8(4),
                Math.min(dictionary, LZMA_MEMORY_KIB << 10));
    }

    /** Shrunk and imploded files. */
    private static void old(Octets entry, List<String> names, Inside inside) throws IOException {
        try (ZipArchiveInputStream archive = new ZipArchiveInputStream(entry.stream(), "UTF-8", true)) {
            ZipArchiveEntry found = archive.getNextEntry();
            if (found != null && archive.canReadEntryData(found)) {
                inside.file(names, archive);
            } else {
                inside.listed(names, FileTrait.UNREADABLE);
            }
        }
    }

    /** As the header before the data says, else as the directory says, else up to the next record. */
    private static long packedSize(Octets file, ZipRecord local, List<ZipRecord> listed, long start) {
        long left = file.length() - start;
        if ((local.flags() & 8) == 0 && local.packedSize() != ZipRecord.ELSEWHERE) {
            return Math.min(local.packedSize(), left);
        }
        for (ZipRecord record : listed) {
            if (record.packedSize() != ZipRecord.ELSEWHERE) {
                return Math.min(record.packedSize(), left);
            }
        }
        int from = (int) Math.min(start, file.length());
        for (String next : List.of(ZipRecord.DESCRIPTOR, ZipRecord.CENTRAL, ZipRecord.LOCAL)) {
            int end = file.indexOf(next, from);
            if (end >= 0) {
                return end - start;
            }
        }
        return left;
    }
}
