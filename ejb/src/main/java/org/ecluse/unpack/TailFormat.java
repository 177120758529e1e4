package org.ecluse.unpack;

import java.io.IOException;

/** An archive that stands behind something else in the same file; programs that open archives find it. */
final class TailFormat implements FileFormat {
    private static final FileFormat ZIP = new ZipFormat();
    private static final FileFormat SEVEN_ZIP = new SevenZipFormat();
    private static final FileFormat RAR = new RarFormat();
    private static final FileFormat CAB = new CabFormat();

    @Override
    public boolean matches(Octets file) {
        return hasZip(file) || isProgram(file);
    }

    @Override
    public boolean isForPrograms() {
        return true;
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        if (hasZip(file)) {
            ZIP.open(file, inside);
        }
        if (isProgram(file)) {
            behind(file, SevenZipFormat.MAGIC, SEVEN_ZIP, inside);
            behind(file, RarFormat.MAGIC, RAR, inside);
            behind(file, CabFormat.MAGIC, CAB, inside);
        }
    }

    private static void behind(Octets file, String magic, FileFormat format, Inside inside) throws IOException {
        int at = file.indexOf(magic, 1);
        while (at >= 0) {
            inside.spendEntry();
            Octets archive = file.from(at);
            if (format.matches(archive)) {
                format.open(archive, inside);
                return;
            }
            at = file.indexOf(magic, at + 1);
        }
    }

    private static boolean isProgram(Octets file) {
        return file.startsWith("MZ");
    }

    private static boolean hasZip(Octets file) {
        int end = file.lastIndexOf(ZipRecord.END);
        return end > 0
                && file.slice(0, end).contains(ZipRecord.LOCAL)
                && file.slice(0, end).contains(ZipRecord.CENTRAL);
    }
}
