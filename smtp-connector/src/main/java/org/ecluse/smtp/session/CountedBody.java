package org.ecluse.smtp.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecluse.smtp.listener.SpooledBody;

/** A body in memory or in a temporary file; whoever releases the last reference frees it. */
final class CountedBody implements SpooledBody {

    private static final System.Logger LOG = System.getLogger(CountedBody.class.getName());

    private final AtomicInteger references = new AtomicInteger(1);
    private final long sizeBytes;
    private final Optional<Path> file;
    private final MemoryBudget budget;
    private byte[] memory;

    private CountedBody(byte[] memory, long sizeBytes, Optional<Path> file, MemoryBudget budget) {
        this.memory = memory;
        this.sizeBytes = sizeBytes;
        this.file = file;
        this.budget = budget;
    }

    /** The whole array was reserved from the budget and is given back with the last reference. */
    static CountedBody inMemory(byte[] memory, int sizeBytes, MemoryBudget budget) {
        return new CountedBody(memory, sizeBytes, Optional.empty(), budget);
    }

    static CountedBody inFile(Path file, long sizeBytes, MemoryBudget budget) {
        return new CountedBody(new byte[0], sizeBytes, Optional.of(file), budget);
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public InputStream open() throws IOException {
        byte[] bytes = memory;
        if (references.get() <= 0) throw new IllegalStateException("body was released");
        if (file.isPresent()) return Files.newInputStream(file.get());
        return new ByteArrayInputStream(bytes, 0, (int) sizeBytes);
    }

    @Override
    public SpooledBody retain() {
        int before = references.getAndUpdate(count -> count <= 0 ? count : count + 1);
        if (before <= 0) throw new IllegalStateException("body was released");
        return this;
    }

    @Override
    public void release() {
        int left = references.decrementAndGet();
        if (left < 0) throw new IllegalStateException("body was released more often than retained");
        if (left > 0) return;
        budget.free(memory.length);
        memory = new byte[0];
        file.ifPresent(CountedBody::delete);
    }

    @Override
    public Optional<Path> file() {
        return file;
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Temporary body " + file + " is left behind", e);
        }
    }
}
