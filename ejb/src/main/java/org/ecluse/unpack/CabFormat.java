package org.ecluse.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.ecluse.mail.FileTrait;

/** Microsoft cabinets (MS-CAB), stored or MSZIP; LZX and Quantum are for an {@link ArchiveProgram}. */
final class CabFormat implements FileFormat {
    static final String MAGIC = "MSCF\0\0\0\0";

    private static final int BLOCK = 32 * 1024;

    @Override
    public boolean matches(Octets file) {
        return file.startsWith(MAGIC);
    }

    @Override
    public boolean isForPrograms() {
        return true;
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        int flags = file.u16(30);
        long at = 36;
        int folderReserve = 0;
        int dataReserve = 0;
        if ((flags & 4) != 0) {
            folderReserve = file.u8(38);
            dataReserve = file.u8(39);
            at = 40 + file.u16(36);
        }
        int strings = ((flags & 1) != 0 ? 2 : 0) + ((flags & 2) != 0 ? 2 : 0);
        if (strings > 0) {
            inside.note(FileTrait.UNREADABLE); // one of several volumes
        }
        for (int i = 0; i < strings; i++) {
            at += file.from(at).terminated(StandardCharsets.ISO_8859_1).length() + 1;
        }
        List<Octets> folders = new ArrayList<>();
        for (int i = 0; i < file.u16(26); i++) {
            inside.spendEntry();
            folders.add(folder(file, at, dataReserve, inside));
            at += 8 + folderReserve;
        }
        long entry = file.u32(16);
        for (int i = 0; i < file.u16(28); i++) {
            Octets name = file.from(entry + 16).slice(0, 256);
            String text = name.terminated(
                    (file.u16(entry + 14) & 0x80) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
            int folder = file.u16(entry + 8);
            Octets content = folder < folders.size() ? folders.get(folder) : Octets.of(new byte[0]);
            give(text, content, file.u32(entry + 4), file.u32(entry), inside);
            entry += 17 + text.length();
        }
    }

    private static void give(String name, Octets folder, long offset, long size, Inside inside) {
        if (folder.has(offset, size)) {
            inside.file(List.of(name), folder.slice(offset, size));
        } else {
            inside.listed(List.of(name), FileTrait.UNREADABLE);
        }
    }

    /** The files of a folder, one behind the other; empty if its compression is not known. */
    private static Octets folder(Octets file, long at, int reserve, Inside inside) throws IOException {
        KeptBytes content = new KeptBytes();
        int method = file.u16(at + 6) & 0xf;
        long block = file.u32(at);
        for (int i = 0; method < 2 && i < file.u16(at + 4) && file.has(block, 8); i++) {
            Octets data = file.slice(block + 8 + reserve, file.u16(block + 4));
            int before = content.size();
            if (method == 0) {
                content.writeBytes(data.copy());
            } else {
                inflate(data, content);
            }
            inside.grown(content, content.size() - before);
            block += 8L + reserve + file.u16(block + 4);
        }
        return content.octets();
    }

    /** Each block goes on with the last 32 KB of those before it (MS-MCI). */
    private static void inflate(Octets block, KeptBytes content) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            Octets before = content.octets();
            if (before.length() > 0) {
                inflater.setDictionary(
                        before.from(Math.max(0, before.length() - BLOCK)).copy());
            }
            inflater.setInput(block.from(2).copy());
            byte[] out = new byte[BLOCK];
            int size = 0;
            int read;
            while (size < out.length && (read = inflater.inflate(out, size, out.length - size)) > 0) {
                size += read;
            }
            content.write(out, 0, size);
        } catch (DataFormatException e) {
            throw new IOException("block of a cabinet", e);
        } finally {
            inflater.end();
        }
    }
}
