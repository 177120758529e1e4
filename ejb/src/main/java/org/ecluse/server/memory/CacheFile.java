package org.ecluse.server.memory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.infinispan.Cache;

/**
 * The entries of one cache of texts in a file: a gzip stream of a format number, then for each entry a byte 1, key and value, and a
 * byte 0 at the end. A file is whole or not there; it is as big as the cache is bounded to.
 */
final class CacheFile {
    private static final int FORMAT = 0xEC1;
    /** {@link DataOutputStream#writeUTF} takes no more; longer entries are not kept. */
    private static final int MOST_CHARS = 0xffff / 3;

    private final Path file;

    CacheFile(Path file) {
        this.file = file;
    }

    /** The file of before stands until the new one is complete. */
    void write(Cache<String, String> cache) throws IOException {
        Files.createDirectories(file.getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(beside))))) {
            out.writeInt(FORMAT);
            for (Map.Entry<String, String> entry : cache.entrySet()) {
                if (entry.getKey().length() <= MOST_CHARS && entry.getValue().length() <= MOST_CHARS) {
                    out.writeByte(1);
                    out.writeUTF(entry.getKey());
                    out.writeUTF(entry.getValue());
                }
            }
            out.writeByte(0);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Puts into the cache what it does not have and what has not gone since.
     *
     * @param lifespan of an entry from now on, by key and value; zero or less: it has gone
     * @return how many; 0 without a file
     * @throws IOException the file is damaged; what was read before stays
     */
    int read(Cache<String, String> cache, BiFunction<String, String, Duration> lifespan) throws IOException {
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
                long left = lifespan.apply(key, value).toMillis();
                if (left > 0 && cache.putIfAbsent(key, value, left, TimeUnit.MILLISECONDS) == null) {
                    read++;
                }
            }
        }
        return read;
    }
}
