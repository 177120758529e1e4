package org.ecluse.server.memory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.infinispan.Cache;
import org.infinispan.container.entries.CacheEntry;

/**
 * The entries of one cache of texts in a file: a gzip stream of a format number, then for each entry a byte 1, key, value and the time in
 * ms since 1970 at which it goes, and a byte 0 at the end. A file is whole or not there; it is as big as the cache is bounded to.
 */
final class CacheFile {
    private static final int FORMAT = 0xEC1;
    /** A line of {@link DataOutputStream#writeUTF} holds no more; longer values are not kept. */
    private static final int MOST_CHARS = 0xffff / 3;

    private final Path file;
    private final Clock clock;

    CacheFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Writes what has a lifespan; the file of before stands until the new one is complete. */
    void write(Cache<String, String> cache) throws IOException {
        Files.createDirectories(file.getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(beside))));
                var entries = cache.getAdvancedCache().cacheEntrySet().stream()) {
            out.writeInt(FORMAT);
            Iterator<CacheEntry<String, String>> each = entries.iterator();
            while (each.hasNext()) {
                write(each.next(), out);
            }
            out.writeByte(0);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(CacheEntry<String, String> entry, DataOutputStream out) throws IOException {
        if (entry.getLifespan() > 0
                && entry.getKey().length() + entry.getValue().length() <= MOST_CHARS) {
            out.writeByte(1);
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
            out.writeLong(entry.getCreated() + entry.getLifespan());
        }
    }

    /**
     * Puts into the cache what it does not have and what has not gone since.
     *
     * @return how many; 0 without a file
     * @throws IOException the file is damaged; what was read before stays
     */
    int read(Cache<String, String> cache) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        int read = 0;
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("not a file of this kind: " + file);
            }
            while (in.readByte() != 0) {
                String key = in.readUTF();
                String value = in.readUTF();
                long left = in.readLong() - clock.millis();
                if (left > 0 && cache.putIfAbsent(key, value, left, TimeUnit.MILLISECONDS) == null) {
                    read++;
                }
            }
        }
        return read;
    }
}
