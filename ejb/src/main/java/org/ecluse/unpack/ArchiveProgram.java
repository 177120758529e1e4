package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;

/** A program that unpacks the archives for which no library is good enough: compressed RAR, LZX in cabinets, rare filters of 7z. */
@FunctionalInterface
public interface ArchiveProgram {
    /** There is none: what it would unpack stays unreadable. */
    ArchiveProgram NONE = archive -> InputStream.nullInputStream();

    /**
     * The members of an archive as a tar stream; empty if there is no program. Closing it ends the program.
     *
     * @throws IOException the program cannot be started; at the close: it ended with an error
     */
    InputStream tar(InputStream archive) throws IOException;
}
