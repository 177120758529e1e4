package org.ecluse.unpack;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecluse.mail.FileTrait;

/** Images of disks with ISO 9660, with Joliet or Rock Ridge names (ECMA-119). */
final class IsoFormat implements FileFormat {
    private static final int SECTOR = 2048;
    private static final int FIRST = 16;
    private static final int MOST_DESCRIPTORS = 64;

    @Override
    public boolean matches(Octets file) {
        return file.matches(FIRST * SECTOR + 1L, "CD001");
    }

    @Override
    public void open(Octets file, Inside inside) {
        Walk walk = new Walk(file, inside);
        for (int i = 0; i < MOST_DESCRIPTORS; i++) {
            long at = (long) (FIRST + i) * SECTOR;
            int type = file.u8(at);
            if (!file.matches(at + 1, "CD001") || type == 255) {
                break;
            }
            if (type == 1 || type == 2) {
                // An escape sequence tells Joliet, whose names are UTF-16.
                boolean joliet = type == 2 && file.matches(at + 88, "%/");
                walk.directory(file.u32(at + 156 + 2), file.u32(at + 156 + 10), joliet, 0);
            }
        }
        walk.giveAll();
    }

    /** Goes through the directories of every volume; a file that several of them show is read once. */
    private static final class Walk {
        private static final int DEEPEST = 32;

        private final Octets file;
        private final Inside inside;
        private final Set<Object> seen = new HashSet<>();
        private final List<Octets> extents = new ArrayList<>();
        private final Map<Object, Found> files = new LinkedHashMap<>();

        Walk(Octets file, Inside inside) {
            this.file = file;
            this.inside = inside;
        }

        void directory(long sector, long size, boolean joliet, int depth) {
            if (depth > DEEPEST) {
                inside.note(FileTrait.OVER_BUDGET);
                return;
            }
            if (!seen.add(List.of(sector, joliet))) {
                return; // a loop
            }
            Octets records = file.slice(sector * SECTOR, size);
            if (records.length() < size) {
                inside.note(FileTrait.UNREADABLE);
            }
            int at = 0;
            while (at < records.length()) {
                int length = records.u8(at);
                if (length == 0) {
                    at = (at / SECTOR + 1) * SECTOR; // the rest of a sector is empty
                } else {
                    inside.spendEntry();
                    record(records.slice(at, length), joliet, depth);
                    at += length;
                }
            }
        }

        private void record(Octets record, boolean joliet, int depth) {
            Octets written = record.slice(33, record.u8(32));
            if (written.length() == 1 && written.u8(0) <= 1) {
                return; // this directory and the one above
            }
            long sector = record.u32(2) + record.u8(1);
            long size = record.u32(10);
            int flags = record.u8(25);
            if ((flags & 2) != 0) {
                directory(sector, size, joliet, depth + 1);
                return;
            }
            if (size > 0 && !file.has(sector * SECTOR, size)) {
                inside.listed(names(record, written, joliet), FileTrait.UNREADABLE);
                return;
            }
            extents.add(file.slice(sector * SECTOR, size));
            if ((flags & 0x80) == 0) { // the last extent
                Object place = List.of(sector, size, extents.size());
                files.computeIfAbsent(place, key -> new Found(List.copyOf(extents), new LinkedHashSet<>()))
                        .names()
                        .addAll(names(record, written, joliet));
                extents.clear();
            }
        }

        void giveAll() {
            for (Found found : files.values()) {
                List<InputStream> streams =
                        found.extents().stream().map(Octets::stream).toList();
                inside.file(List.copyOf(found.names()), new SequenceInputStream(Collections.enumeration(streams)));
            }
        }

        /** A file with the names that the volumes give it. */
        private record Found(List<Octets> extents, Set<String> names) {}

        private static List<String> names(Octets record, Octets written, boolean joliet) {
            String plain = written.text(joliet ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
            int version = plain.lastIndexOf(';');
            String name = version > 0 ? plain.substring(0, version) : plain;
            String other = joliet ? "" : rockRidge(record.from(33L + (written.length() | 1)));
            return other.isEmpty() ? List.of(name) : List.of(other, name);
        }

        /** IEEE P1282: entry NM. */
        private static String rockRidge(Octets system) {
            int at = 0;
            StringBuilder name = new StringBuilder();
            while (system.has(at, 5) && system.u8(at + 2) >= 4) {
                int length = system.u8(at + 2);
                if (system.matches(at, "NM")) {
                    name.append(system.slice(at + 5L, length - 5L).text(StandardCharsets.UTF_8));
                }
                at += length;
            }
            return name.toString();
        }
    }
}
