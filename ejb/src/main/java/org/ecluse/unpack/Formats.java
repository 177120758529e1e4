package org.ecluse.unpack;

import java.util.ArrayList;
import java.util.List;

/** The kinds of files that are looked into. */
final class Formats {
    /** Told by their first bytes; a file is of one kind. */
    private static final List<FileFormat> KINDS = List.of(
            new ZipFormat(),
            new CompressedFormat(),
            new SevenZipFormat(),
            new StreamArchiveFormat(),
            new RarFormat(),
            new CabFormat(),
            new ArjFormat(),
            new LhaFormat(),
            new IsoFormat(),
            new OleFormat(),
            new RtfFormat(),
            new TnefFormat(),
            new OneNoteFormat(),
            new PdfFormat(),
            new SzddFormat(),
            new BinHexFormat(),
            new ActiveMimeFormat(),
            new BinaryWorkbookFormat(),
            new ClosedFormat(),
            new MailFormat());

    /** An archive behind something else: a program that unpacks itself, a picture that is an archive too. */
    private static final FileFormat TAIL = new TailFormat();

    /** A text may be a page, a document and a mail at once, by how it is opened. */
    private static final FileFormat TEXT = new TextFormat();

    private static final List<String> ASCII_MAGIC = List.of("%PDF", "{\\rt", "BZh", "!<arch>", "0707");

    private Formats() {}

    static List<FileFormat> of(Octets file) {
        List<FileFormat> formats = new ArrayList<>();
        KINDS.stream().filter(kind -> kind.matches(file)).findFirst().ifPresent(formats::add);
        if (formats.isEmpty() && TAIL.matches(file)) {
            formats.add(TAIL);
        }
        if (TEXT.matches(file)) {
            formats.add(TEXT);
        }
        return formats;
    }

    /** True if the beginning of a file is of a kind that is told by it. */
    static boolean knows(Octets beginning) {
        return KINDS.stream().anyMatch(kind -> kind.matches(beginning));
    }

    /** True if what a message shows as its text is a file all the same; costs next to nothing for texts. */
    static boolean isFile(Octets beginning) {
        return (isBinary(beginning) || ASCII_MAGIC.stream().anyMatch(beginning::startsWith)) && knows(beginning)
                || beginning.slice(0, 1000).contains(BinHexFormat.MARK);
    }

    private static boolean isBinary(Octets beginning) {
        for (int i = 0; i < Math.min(16, beginning.length()); i++) {
            int c = beginning.u8(i);
            if (c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f' && c != 27) {
                return true;
            }
        }
        return false;
    }
}
