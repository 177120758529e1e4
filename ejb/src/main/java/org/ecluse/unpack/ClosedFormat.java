package org.ecluse.unpack;

import java.util.Map;
import org.ecluse.mail.FileTrait;

/** Containers that are known and not opened: what is in them was not seen. */
final class ClosedFormat implements FileFormat {
    /** Magic number and where it stands. */
    private static final Map<String, Integer> MAGIC = Map.ofEntries(
            Map.entry("MSWIM\0\0\0", 0),
            Map.entry("vhdxfile", 0),
            Map.entry("conectix", 0),
            Map.entry("KDMV", 0),
            Map.entry("**ACE**", 7),
            Map.entry("(\u00b5/\u00fd", 0), // zstd
            Map.entry("xar!", 0),
            Map.entry("ALZ\1", 0),
            Map.entry("EGGA", 0),
            Map.entry("KWAJ\u0088\u00f0'\u00d1", 0),
            Map.entry("SIT!", 0),
            Map.entry("StuffIt ", 0),
            Map.entry("\u0089LZO\0", 0),
            Map.entry("LZIP", 0),
            Map.entry("zPQ", 0),
            Map.entry("ZOO ", 0),
            Map.entry("UHA", 0),
            Map.entry("\u00d4\u00c3\u00b2\u00a1ITOLITLS", 0),
            Map.entry("ITSF\3\0\0\0", 0), // compiled help
            Map.entry("NSR0", 32769 + 2048));

    @Override
    public boolean matches(Octets file) {
        return MAGIC.entrySet().stream().anyMatch(magic -> file.matches(magic.getValue(), magic.getKey()));
    }

    @Override
    public void open(Octets file, Inside inside) {
        inside.note(FileTrait.UNREADABLE);
    }
}
