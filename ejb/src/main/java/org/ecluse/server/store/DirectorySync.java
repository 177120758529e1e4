package org.ecluse.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes the names in one directory durable, one fsync for everyone who waits: a caller returns after an fsync that
 * began after its call, so its rename is covered; the calls that arrive while one runs share the next.
 */
final class DirectorySync {
    private final Path directory;
    private long begun;
    private long finished;
    private boolean running;

    DirectorySync(Path directory) {
        this.directory = directory;
    }

    /** Returns when every name that was in the directory at the call survives a power loss. */
    void sync() throws IOException {
        long needed;
        synchronized (this) {
            // A run that has begun may already be past our name: only the one after it is sure to see it.
            needed = begun + 1;
            while (running && finished < needed) {
                awaitChange();
            }
            if (finished >= needed) {
                return;
            }
            running = true;
            begun++;
        }
        boolean durable = false;
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            durable = true;
        } finally {
            synchronized (this) {
                running = false;
                if (durable) {
                    finished = begun;
                }
                notifyAll();
            }
        }
    }

    private void awaitChange() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the directory to be written", e);
        }
    }
}
