package org.ecluse.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.store.MessageStore;

/** A kept message, read from the store each time it is opened. */
record StoredMessage(MessageStore store, MessageId id, long sizeBytes) implements RawMessage {
    /** @throws IOException the content is gone or cannot be read */
    static StoredMessage of(MessageStore store, MessageId id) throws IOException {
        try (InputStream content = open(store, id)) {
            return new StoredMessage(store, id, content.transferTo(OutputStream.nullOutputStream()));
        }
    }

    @Override
    public InputStream open() throws IOException {
        return open(store, id);
    }

    private static InputStream open(MessageStore store, MessageId id) throws IOException {
        return store.open(id).orElseThrow(() -> new IOException("content of " + id + " is gone"));
    }
}
