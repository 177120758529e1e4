package org.ecluse.server.quarantine;

import java.io.IOException;
import java.io.InputStream;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.store.MessageStore;

/** A held message, read from the store each time it is opened. */
record StoredMessage(MessageStore store, MessageId id, long sizeBytes) implements RawMessage {
    @Override
    public InputStream open() throws IOException {
        return store.open(id).orElseThrow(() -> new IOException("content of " + id + " is gone"));
    }
}
