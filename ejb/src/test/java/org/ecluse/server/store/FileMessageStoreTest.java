package org.ecluse.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.ecluse.mail.MessageId;
import org.ecluse.store.MessageStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMessageStoreTest extends MessageStoreContract {
    @TempDir
    private Path data;

    private MessageStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FileMessageStore(data);
    }

    @Override
    MessageStore store() {
        return store;
    }

    @Test
    void filesAreForTheOwnerOnly() throws IOException {
        keep("secret");
        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void survivesARestartAndForgetsWhatWasNeverFinished() throws IOException {
        MessageId id = keep("kept");
        Path part = files().get(0).resolveSibling("01AAAAAAAAAAAAAAAAAAAAAAAA.part");
        Files.writeString(part, "half");
        store = new FileMessageStore(data);
        assertThat(part).doesNotExist();
        assertThat(ids()).containsExactly(id);
        assertThat(store.envelope(id)).contains(ENVELOPE);
    }

    @Test
    void emptyFoldersGoAndAreMadeAgain() throws IOException {
        MessageId id = keep("one");
        store.remove(id);
        assertThat(ids()).isEmpty();
        store.keep(id, ENVELOPE, org.ecluse.testkit.BytesMessage.of("two"));
        assertThat(ids()).containsExactly(id);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
