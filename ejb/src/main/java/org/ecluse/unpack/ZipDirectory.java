package org.ecluse.unpack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The directory at the end of a zip file. */
final class ZipDirectory {
    private final boolean present;
    private final List<ZipRecord> records = new ArrayList<>();
    private final Map<Integer, List<ZipRecord>> byOffset = new HashMap<>();
    private boolean overlapping;

    private ZipDirectory(boolean present) {
        this.present = present;
    }

    /** Those of every end record in the file: programs take the first one or the last one. */
    static ZipDirectory last(Octets file, Inside inside) {
        int end = file.lastIndexOf(ZipRecord.END);
        ZipDirectory directory = new ZipDirectory(end >= 0);
        while (end >= 0) {
            directory.read(file, end, inside);
            int before = file.slice(0, end).lastIndexOf(ZipRecord.END);
            // End records within this zip file are those of others that it stores: they are read with them.
            end = before >= 0 && before < base(file, end) ? before : -1;
        }
        return directory;
    }

    /** Where the zip file begins by what its end says; another one may stand before it. */
    private static long base(Octets file, int end) {
        long[] place = place(file, end);
        return place[0] - place[1];
    }

    /** Where the directory begins, and where its end says that it begins. Large files have a second end record (APPNOTE 4.3.14). */
    private static long[] place(Octets file, int end) {
        long size = file.u32(end + 12);
        long offset = file.u32(end + 16);
        if (size == ZipRecord.ELSEWHERE || offset == ZipRecord.ELSEWHERE) {
            int large = file.slice(0, end).lastIndexOf("PK\6\6");
            return new long[] {large - file.u64(large + 40L), file.u64(large + 48L)};
        }
        return new long[] {end - size, offset};
    }

    private void read(Octets file, int end, Inside inside) {
        long[] place = place(file, end);
        long start = place[0];
        long base = place[0] - place[1];
        if (start < 0 || base < 0 || !file.matches(start, ZipRecord.CENTRAL)) {
            start = Math.max(0, place[1]);
            base = 0;
        }
        int at = (int) Math.min(start, file.length());
        while (file.matches(at, ZipRecord.CENTRAL)) {
            inside.spendEntry(); // a directory may be long, and there may be many, without a file behind them
            ZipRecord record = ZipRecord.central(file, at, base);
            records.add(record);
            List<ZipRecord> same = byOffset.computeIfAbsent(record.localOffset(), key -> new ArrayList<>());
            overlapping |= !same.isEmpty();
            same.add(record);
            at = (int) Math.min(record.end(), file.length());
        }
    }

    boolean isPresent() {
        return present;
    }

    List<ZipRecord> records() {
        return records;
    }

    /** What is said of the entry whose header stands at {@code offset}. */
    List<ZipRecord> at(int offset) {
        return byOffset.getOrDefault(offset, List.of());
    }

    /** Two entries for the same data. */
    boolean isOverlapping() {
        return overlapping;
    }
}
