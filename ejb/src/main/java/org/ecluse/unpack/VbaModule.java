package org.ecluse.unpack;

import java.util.List;
import java.util.Locale;
import org.ecluse.mail.FileTrait;

/** A module of macros: its source is in it, compressed (MS-OVBA 2.4.1). */
final class VbaModule {
    private static final int LARGEST_SOURCE = 4 << 20;
    private static final List<String> STARTS = List.of(
            "autoopen",
            "auto_open",
            "autoexec",
            "autoclose",
            "auto_close",
            "autoexit",
            "autonew",
            "document_open",
            "documentopen",
            "document_close",
            "document_new",
            "documentbeforeclose",
            "workbook_open",
            "workbook_activate",
            "workbook_beforeclose",
            "workbook_close",
            "auto_ouvrir",
            "auto_fermer",
            "_onload",
            "onslideshow",
            "_painted",
            "_layout",
            "_gotfocus",
            "_mousehover",
            "document_contentcontrol");

    private VbaModule() {}

    static void look(Octets module, Inside inside) {
        // The source begins with an attribute; before that word stand the container's mark and two bytes of a chunk's
        // header and one of flags.
        int word = module.indexOf("\0Attribut", 3);
        if (word < 3 || module.u8(word - 3) != 1) {
            return;
        }
        inside.note(FileTrait.MACRO);
        String source = source(module.from(word - 2), inside).toLowerCase(Locale.ROOT);
        if (STARTS.stream().anyMatch(source::contains)) {
            inside.note(FileTrait.AUTOSTART);
        }
    }

    private static String source(Octets chunks, Inside inside) {
        KeptBytes source = new KeptBytes();
        long at = 0;
        while (chunks.has(at, 3) && source.size() < LARGEST_SOURCE) {
            int header = chunks.u16(at);
            Octets chunk = chunks.slice(at + 2, (header & 0xfff) + 1L);
            inside.spendBytes(4096);
            if ((header & 0x8000) != 0) {
                decompress(chunk, source);
            } else {
                source.writeBytes(chunk.copy());
            }
            at += 2 + chunk.length();
        }
        return source.octets().latin();
    }

    private static void decompress(Octets chunk, KeptBytes source) {
        int start = source.size();
        int at = 0;
        while (at < chunk.length()) {
            int flags = chunk.u8(at++);
            for (int bit = 0; bit < 8 && at < chunk.length(); bit++) {
                if ((flags >> bit & 1) == 0) {
                    source.write(chunk.u8(at++));
                } else {
                    int token = chunk.u16(at);
                    at += 2;
                    copy(token, start, source);
                }
            }
        }
    }

    private static void copy(int token, int start, KeptBytes source) {
        int done = source.size() - start;
        int bits = Math.max(4, 32 - Integer.numberOfLeadingZeros(Math.max(1, done - 1)));
        int length = (token & 0xffff >> bits) + 3;
        int from = source.size() - (token >> 16 - bits) - 1;
        for (int i = 0; i < length && from >= 0 && source.size() < LARGEST_SOURCE; i++) {
            source.write(source.octets().u8(from + i));
        }
    }
}
