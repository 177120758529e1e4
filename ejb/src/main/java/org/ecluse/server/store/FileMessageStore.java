package org.ecluse.server.store;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/**
 * A file per message under {@code messages/<5 of the id>/<2 of the id>/<id>}, mode 0600, the envelope as a first block.
 * The folders follow the id's time (33 s each), so that messages that arrive together lie together and share the
 * directory's fsync. Only one server may use a directory.
 */
public final class FileMessageStore implements MessageStore {
    private static final int MAGIC = 0x45434c31; // "ECL1"
    private static final int HEADER_BYTES = 16;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LONGEST_ENVELOPE_BYTES = 4 * 1024 * 1024;
    private static final int BATCH = 500;
    private static final String UNFINISHED = ".part";
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;
    private final ConcurrentHashMap<Path, DirectorySync> syncs = new ConcurrentHashMap<>();

    /**
     * @param dataDirectory of the server; {@code messages} is made in it
     * @throws IOException it cannot be made or written
     */
    public FileMessageStore(Path dataDirectory) throws IOException {
        this.root = dataDirectory.resolve("messages");
        Files.createDirectories(root, OWNER_DIRECTORY);
        new DirectorySync(dataDirectory).sync();
        removeUnfinished();
    }

    @Override
    public void keep(MessageId id, StoredEnvelope envelope, RawMessage content) throws IOException {
        Path file = file(id);
        Path directory = file.getParent();
        Path unfinished = directory.resolve(id.value() + UNFINISHED);
        try {
            DirectorySync names = durableDirectory(directory);
            try {
                write(unfinished, envelope, content);
            } catch (NoSuchFileException e) {
                // Empty folders are removed by the search at start; a message of an old time slot may need one again.
                syncs.remove(directory);
                names = durableDirectory(directory);
                write(unfinished, envelope, content);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            names.sync();
        } catch (IOException | RuntimeException e) {
            // Not answered 250, so it must not come in again at the next start.
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(file);
            throw e;
        }
    }

    @Override
    public Optional<InputStream> open(MessageId id) throws IOException {
        try {
            FileChannel channel = FileChannel.open(file(id), StandardOpenOption.READ);
            try {
                channel.position(HEADER_BYTES + envelopeBytes(channel));
                return Optional.of(Channels.newInputStream(channel));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<StoredEnvelope> envelope(MessageId id) throws IOException {
        try (FileChannel channel = FileChannel.open(file(id), StandardOpenOption.READ)) {
            int length = envelopeBytes(channel);
            channel.position(HEADER_BYTES);
            byte[] json = Channels.newInputStream(channel).readNBytes(length);
            return Optional.of(EnvelopeJson.read(json));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(MessageId id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    @Override
    public void eachBatch(Consumer<List<MessageId>> batch) throws IOException {
        List<MessageId> ids = new ArrayList<>(BATCH);
        for (Path upper : children(root)) {
            for (Path directory : children(upper)) {
                collect(directory, ids, batch);
            }
        }
        if (!ids.isEmpty()) {
            batch.accept(List.copyOf(ids));
        }
    }

    @Override
    public long freeBytes() {
        // Not Files.getFileStore: it wants a mount point from /proc/mounts, which a chroot or a container may not have.
        return root.toFile().getUsableSpace();
    }

    private void write(Path unfinished, StoredEnvelope envelope, RawMessage content) throws IOException {
        byte[] json = EnvelopeJson.write(envelope);
        long expected = content.sizeBytes();
        ByteBuffer buffer = ByteBuffer.allocate((int)
                Math.max(HEADER_BYTES + json.length, Math.min(BUFFER_BYTES, HEADER_BYTES + json.length + expected)));
        buffer.putInt(MAGIC).putInt(json.length).putLong(expected).put(json);
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        try (InputStream in = content.open();
                FileChannel channel = FileChannel.open(unfinished, options, OWNER_FILE)) {
            long copied = 0;
            for (int read = fill(in, buffer); read >= 0; read = fill(in, buffer)) {
                copied += read;
                drain(buffer, channel);
            }
            drain(buffer, channel);
            if (copied != expected) {
                throw new IOException("content has " + copied + " bytes, not " + expected);
            }
            channel.force(true);
        }
    }

    /** Reads once into the buffer's free space; -1 at the end. */
    private static int fill(InputStream in, ByteBuffer buffer) throws IOException {
        if (!buffer.hasRemaining()) {
            return 0;
        }
        int read = in.readNBytes(buffer.array(), buffer.position(), buffer.remaining());
        if (read == 0) {
            return -1;
        }
        buffer.position(buffer.position() + read);
        return read;
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private static int envelopeBytes(FileChannel channel) throws IOException {
        // Not closed: the stream would close the channel.
        DataInputStream header = new DataInputStream(Channels.newInputStream(channel));
        int magic = header.readInt();
        int length = header.readInt();
        if (magic != MAGIC || length < 0 || length > LONGEST_ENVELOPE_BYTES) {
            throw new IOException("not a stored message");
        }
        return length;
    }

    private Path file(MessageId id) {
        return root.resolve(id.value().substring(0, 5))
                .resolve(id.value().substring(5, 7))
                .resolve(id.value());
    }

    /**
     * The folder of a time slot, itself durable: it stands in {@link #syncs} only after its own name and its parent's
     * were synced, so that a second message in it does not overtake the first one's making of the folder.
     */
    private DirectorySync durableDirectory(Path directory) throws IOException {
        DirectorySync known = syncs.get(directory);
        if (known != null) {
            return known;
        }
        Files.createDirectories(directory, OWNER_DIRECTORY);
        new DirectorySync(directory.getParent()).sync();
        new DirectorySync(root).sync();
        if (syncs.size() > BATCH) {
            syncs.clear(); // slots of earlier hours; one still in use is synced once more, no harm
        }
        return syncs.computeIfAbsent(directory, DirectorySync::new);
    }

    private void collect(Path directory, List<MessageId> ids, Consumer<List<MessageId>> batch) throws IOException {
        boolean empty = true;
        for (Path file : children(directory)) {
            empty = false;
            ids.add(new MessageId(file.getFileName().toString()));
            if (ids.size() == BATCH) {
                batch.accept(List.copyOf(ids));
                ids.clear();
            }
        }
        if (empty) {
            removeIfEmpty(directory);
        }
    }

    /** A part file was never answered 250: the server went down while it was written. */
    private void removeUnfinished() throws IOException {
        for (Path upper : children(root)) {
            for (Path directory : children(upper)) {
                try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
                    for (Path part : parts) {
                        Files.deleteIfExists(part);
                    }
                }
            }
            removeIfEmpty(upper);
        }
    }

    private static void removeIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // In use again, or still: the file system itself decides, so nothing can be lost here.
            return;
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(directory, entry -> !entry.toString().endsWith(UNFINISHED))) {
            stream.forEach(found::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }
}
