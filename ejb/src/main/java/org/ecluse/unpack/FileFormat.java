package org.ecluse.unpack;

import java.io.IOException;

/** One kind of file that holds others or does things. Implementations keep nothing between calls. */
interface FileFormat {
    /** True if the file is of this kind; looks at its first bytes mainly. */
    boolean matches(Octets file);

    /**
     * Hands what is in the file to {@code inside}. Every loop spends or checks the budget there.
     *
     * @throws IOException or a RuntimeException if the file is damaged
     */
    void open(Octets file, Inside inside) throws IOException;

    /** True if an {@link ArchiveProgram} may know the compression of members that are unreadable here. */
    default boolean isForPrograms() {
        return false;
    }
}
