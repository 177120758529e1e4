package org.ecluse.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;

/**
 * Keeps message content until its last copy is delivered, expired or destroyed. When {@link #keep} returns, content and
 * envelope survive a power loss (decisions: Keeping mail). Implementations pass MessageStoreContract.
 */
public interface MessageStore {
    /**
     * Stores content and envelope durably under {@code id}.
     *
     * @throws IOException nothing is kept; the client must hear 4yz
     */
    void keep(MessageId id, StoredEnvelope envelope, RawMessage content) throws IOException;

    /** The content, or empty if it is gone. The caller closes the stream. */
    Optional<InputStream> open(MessageId id) throws IOException;

    /** The envelope stored beside the content, or empty if it is gone. */
    Optional<StoredEnvelope> envelope(MessageId id) throws IOException;

    /** Removes the content; removing what is gone is no error. */
    void remove(MessageId id) throws IOException;

    /**
     * Hands out the ids of everything that is kept, some hundreds at a time, in no order. What is kept or removed
     * meanwhile may or may not appear. For the search at start: content without a row is taken in again, never deleted
     * unseen.
     */
    void eachBatch(Consumer<List<MessageId>> batch) throws IOException;

    /** Bytes that may still be written, or {@link Long#MAX_VALUE} if only the database knows. */
    long freeBytes() throws IOException;
}
