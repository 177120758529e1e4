package org.ecluse.smtp.session;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * Takes one body as it arrives: memory first, a temporary file (0600) above the bound or when all bodies together use
 * too much memory. What it cannot keep it drops, and says so with {@link #trouble()}; the caller drains on.
 */
final class BodySpool implements AutoCloseable {

    /** Why the body is not kept. */
    enum Trouble {
        NONE,
        DROPPED,
        TOO_BIG,
        NO_SPACE
    }

    private static final int FIRST_BYTES = 8 * 1024;
    private static final int FILE_BUFFER_BYTES = 32 * 1024;
    private static final long SPACE_STEP_BYTES = 1024 * 1024;

    private final SpoolDirectory directory;
    private final long maxSizeBytes;
    private byte[] memory = new byte[0];
    private Path file;
    private OutputStream fileOut;
    private long sizeBytes;
    private long spaceCheckedAtBytes;
    private Trouble trouble = Trouble.NONE;
    private IOException cause;

    BodySpool(SpoolDirectory directory, long maxSizeBytes) {
        this.directory = directory;
        this.maxSizeBytes = maxSizeBytes;
    }

    void append(byte[] bytes, int from, int length) {
        if (trouble != Trouble.NONE || length == 0) return;
        if (sizeBytes + length > maxSizeBytes) {
            give(Trouble.TOO_BIG);
            return;
        }
        try {
            if (fileOut == null && !fitsInMemory(length)) moveToFile();
            if (fileOut == null) System.arraycopy(bytes, from, memory, (int) sizeBytes, length);
            else writeToFile(bytes, from, length);
            sizeBytes += length;
        } catch (IOException e) {
            cause = e;
            give(Trouble.NO_SPACE);
        }
    }

    Trouble trouble() {
        return trouble;
    }

    /** What the file system said, or null. */
    IOException cause() {
        return cause;
    }

    /** The body is worthless (a bare LF in it, say): frees what is held; later calls of append are ignored. */
    void drop() {
        if (trouble == Trouble.NONE) give(Trouble.DROPPED);
    }

    /** Everything has arrived. The caller owns the one reference; this spool holds nothing any more. */
    CountedBody finish() throws IOException {
        if (fileOut == null) {
            CountedBody body = CountedBody.inMemory(memory, (int) sizeBytes, directory.budget());
            memory = new byte[0];
            return body;
        }
        fileOut.close();
        CountedBody body = CountedBody.inFile(file, sizeBytes, directory.budget());
        fileOut = null;
        file = null;
        return body;
    }

    @Override
    public void close() {
        directory.budget().free(memory.length);
        memory = new byte[0];
        if (fileOut == null) return;
        try {
            fileOut.close();
        } catch (IOException e) {
            cause = e; // the file goes anyway
        }
        fileOut = null;
        CountedBody.delete(file);
        file = null;
    }

    private void give(Trouble reason) {
        close();
        trouble = reason;
    }

    /** Grows by doubling, so that a small mail takes little of the budget and a large one few copies. */
    private boolean fitsInMemory(int length) {
        long needed = sizeBytes + length;
        if (needed <= memory.length) return true;
        int limit = directory.settings().memoryBytes();
        if (needed > limit) return false;
        int grown = (int) Math.min(limit, Math.max(needed, Math.max(FIRST_BYTES, memory.length * 2L)));
        if (!directory.budget().tryReserve(grown - memory.length)) return false;
        memory = Arrays.copyOf(memory, grown);
        return true;
    }

    private void moveToFile() throws IOException {
        file = directory.newFile();
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        fileOut = new BufferedOutputStream(Channels.newOutputStream(channel), FILE_BUFFER_BYTES);
        fileOut.write(memory, 0, (int) sizeBytes);
        directory.budget().free(memory.length);
        memory = new byte[0];
    }

    private void writeToFile(byte[] bytes, int from, int length) throws IOException {
        if (sizeBytes >= spaceCheckedAtBytes) {
            if (!directory.freeSpace().allows(0)) throw new IOException("free space is below the minimum");
            spaceCheckedAtBytes = sizeBytes + SPACE_STEP_BYTES;
        }
        fileOut.write(bytes, from, length);
    }
}
