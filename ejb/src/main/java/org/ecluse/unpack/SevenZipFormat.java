package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.ecluse.mail.FileTrait;

/** 7z. */
final class SevenZipFormat implements FileFormat {
    static final String MAGIC = "7z\u00bc\u00af'\u001c";

    private static final int MEMORY_KIB = 72 * 1024;

    @Override
    public boolean matches(Octets file) {
        return file.startsWith(MAGIC);
    }

    @Override
    public boolean isForPrograms() {
        return true;
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        inside.takeMuchMemory();
        try (SevenZFile archive = SevenZFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file.copy()))
                .setMaxMemoryLimitKiB(MEMORY_KIB)
                .get()) {
            for (SevenZArchiveEntry entry : archive.getEntries()) {
                if (!entry.isDirectory()) {
                    entry(archive, entry, inside);
                }
            }
        } catch (PasswordRequiredException e) {
            inside.note(FileTrait.ENCRYPTED); // even the names are encrypted
        } catch (MemoryLimitException e) {
            inside.note(FileTrait.OVER_BUDGET);
        }
    }

    private static void entry(SevenZFile archive, SevenZArchiveEntry entry, Inside inside) throws IOException {
        List<String> names = List.of(String.valueOf(entry.getName()));
        try (InputStream content = archive.getInputStream(entry)) {
            inside.file(names, content);
        } catch (PasswordRequiredException e) {
            inside.listed(names, FileTrait.ENCRYPTED);
        } catch (MemoryLimitException e) {
            inside.listed(names, FileTrait.OVER_BUDGET);
        } catch (IOException | UnsupportedOperationException e) {
            inside.listed(names, FileTrait.UNREADABLE);
        }
    }
}
