package org.ecluse.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;

/**
 * A kept message, read from the store each time it is opened.
 *
 * @param sizeBytes on the wire, as its row says it
 */
public record StoredMessage(MessageStore store, MessageId id, long sizeBytes) implements RawMessage {
    /**
     * A message that no row tells the size of: it is read once to count it.
     *
     * @throws IOException the content is gone or cannot be read
     */
    public static StoredMessage counted(MessageStore store, MessageId id) throws IOException {
        try (InputStream content = content(store, id)) {
            return new StoredMessage(store, id, content.transferTo(OutputStream.nullOutputStream()));
        }
    }

    @Override
    public InputStream open() throws IOException {
        return content(store, id);
    }

    private static InputStream content(MessageStore store, MessageId id) throws IOException {
        return store.open(id).orElseThrow(() -> new IOException("content of " + id + " is gone"));
    }
}
