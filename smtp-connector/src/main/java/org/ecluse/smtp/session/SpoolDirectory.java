package org.ecluse.smtp.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The directory of one listener's temporary bodies, with the memory and space they share. */
final class SpoolDirectory {

    private final SpoolSettings settings;
    private final MemoryBudget budget;
    private final FreeSpace freeSpace;
    private final AtomicLong sequence = new AtomicLong();
    private volatile String prefix = "";

    /** Creates the directory if needed; throws naming it when it cannot be used. */
    SpoolDirectory(SpoolSettings settings) throws IOException {
        this.settings = settings;
        Files.createDirectories(settings.directory());
        if (!Files.isWritable(settings.directory())) {
            throw new IOException("spoolDirectory " + settings.directory() + " is not writable");
        }
        budget = new MemoryBudget(settings.memoryBudgetBytes());
        freeSpace = new FreeSpace(settings.directory(), settings.minFreeBytes());
    }

    /**
     * Removes what a killed process left. Called once the port is bound: nobody else holds the port, so nobody else
     * uses the files named for it.
     */
    void claim(int port) throws IOException {
        prefix = "smtp-" + port + "-";
        try (DirectoryStream<Path> left = Files.newDirectoryStream(settings.directory(), prefix + "*.body")) {
            for (Path file : left) Files.deleteIfExists(file);
        }
    }

    Path newFile() {
        return settings.directory().resolve(prefix + sequence.incrementAndGet() + ".body");
    }

    SpoolSettings settings() {
        return settings;
    }

    MemoryBudget budget() {
        return budget;
    }

    FreeSpace freeSpace() {
        return freeSpace;
    }
}
