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
            new ClosedFormat(),
            new MailFormat());

    /** An archive behind something else: a program that unpacks itself, a picture that is an archive too. */
    private static final FileFormat TAIL = new TailFormat();

    /** A text may be a page, a document and a mail at once, by how it is opened. */
    private static final FileFormat TEXT = new TextFormat();

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
}
