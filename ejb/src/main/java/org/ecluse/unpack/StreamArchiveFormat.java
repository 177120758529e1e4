package org.ecluse.unpack;

import java.io.IOException;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ecluse.mail.FileTrait;

/** Archives that are read from front to back: tar, cpio, ar. */
final class StreamArchiveFormat implements FileFormat {
    private static final String AR = "!<arch>\n";

    @Override
    public boolean matches(Octets file) {
        return isTar(file) || isCpio(file) || file.startsWith(AR);
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        if (file.startsWith(AR)) {
            readAll(new ArArchiveInputStream(file.stream()), inside);
        } else if (isCpio(file)) {
            readAll(new CpioArchiveInputStream(file.stream()), inside);
        } else {
            readAll(new TarArchiveInputStream(file.stream(), "UTF-8"), inside);
        }
    }

    private static void readAll(ArchiveInputStream<?> opened, Inside inside) throws IOException {
        try (ArchiveInputStream<?> archive = opened) {
            for (ArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                List<String> names = List.of(entry.getName());
                if (entry instanceof TarArchiveEntry tar && leadsOut(tar)) {
                    inside.listed(names, FileTrait.CONTRADICTORY);
                } else if (entry.isDirectory()) {
                    inside.spendEntry();
                } else if (archive.canReadEntryData(entry)) {
                    inside.file(names, archive);
                } else {
                    inside.listed(names, FileTrait.UNREADABLE);
                }
            }
        }
    }

    /** A link to somewhere outside what is unpacked, or a device. */
    private static boolean leadsOut(TarArchiveEntry entry) {
        String target = entry.getLinkName();
        boolean link = entry.isSymbolicLink() || entry.isLink();
        return link && (target.startsWith("/") || target.startsWith("../") || target.contains("/../"))
                || entry.isBlockDevice()
                || entry.isCharacterDevice();
    }

    /** The magic number, or what older programs wrote: a sum over the header that is right. */
    private static boolean isTar(Octets file) {
        if (file.length() < 512) {
            return false;
        }
        return file.matches(257, "ustar") || file.u8(0) != 0 && sum(file) == stated(file);
    }

    private static long sum(Octets file) {
        long sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : file.u8(i);
        }
        return sum;
    }

    private static long stated(Octets file) {
        long value = 0;
        int digits = 0;
        for (int i = 148; i < 156; i++) {
            int c = file.u8(i);
            if (c >= '0' && c <= '7') {
                value = value * 8 + c - '0';
                digits++;
            } else if (c != ' ' && c != 0) {
                return -1;
            }
        }
        return digits > 0 ? value : -1;
    }

    private static boolean isCpio(Octets file) {
        return file.startsWith("070707")
                || file.startsWith("070701")
                || file.startsWith("070702")
                || file.u16(0) == 070707
                || file.u16Big(0) == 070707;
    }
}
