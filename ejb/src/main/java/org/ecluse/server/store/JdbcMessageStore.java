package org.ecluse.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/**
 * Content in rows of at most 256 KB: the only form that streams both ways through JDBC. Number 0 is the envelope; an
 * empty row after the last full one marks the end, so a lost row cannot pass for a shorter message. Each call is its
 * own short database transaction: callers hold none of their own.
 */
public final class JdbcMessageStore implements MessageStore {
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final int BATCH = 500;

    private final DataSource dataSource;

    public JdbcMessageStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void keep(MessageId id, StoredEnvelope envelope, RawMessage content) throws IOException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                insert(connection, id, envelope, content);
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IOException("cannot keep " + id, e);
        }
    }

    @Override
    public Optional<InputStream> open(MessageId id) throws IOException {
        return chunk(id, 1).map(first -> new ChunkStream(number -> chunk(id, number), first, CHUNK_BYTES));
    }

    @Override
    public Optional<StoredEnvelope> envelope(MessageId id) throws IOException {
        Optional<byte[]> json = chunk(id, 0);
        return json.isEmpty() ? Optional.empty() : Optional.of(EnvelopeJson.read(json.get()));
    }

    @Override
    public void remove(MessageId id) throws IOException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM message_chunk WHERE public_id = ?")) {
            delete.setString(1, id.value());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IOException("cannot remove " + id, e);
        }
    }

    @Override
    public void eachBatch(Consumer<List<MessageId>> batch) throws IOException {
        String after = "";
        for (List<MessageId> ids = idsAfter(after); !ids.isEmpty(); ids = idsAfter(after)) {
            batch.accept(ids);
            after = ids.get(ids.size() - 1).value();
        }
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    private static void insert(Connection connection, MessageId id, StoredEnvelope envelope, RawMessage content)
            throws SQLException, IOException {
        try (InputStream in = content.open();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO message_chunk (public_id, number, bytes) VALUES (?, ?, ?)")) {
            add(insert, id, 0, EnvelopeJson.write(envelope));
            int number = 1;
            long copied = 0;
            byte[] chunk;
            do {
                chunk = in.readNBytes(CHUNK_BYTES);
                add(insert, id, number, chunk);
                copied += chunk.length;
                if (number % 2 == 0) {
                    insert.executeBatch(); // at most two chunks are held in memory
                }
                number++;
            } while (chunk.length == CHUNK_BYTES);
            insert.executeBatch();
            if (copied != content.sizeBytes()) {
                throw new IOException("content has " + copied + " bytes, not " + content.sizeBytes());
            }
        }
    }

    private static void add(PreparedStatement insert, MessageId id, int number, byte[] bytes) throws SQLException {
        insert.setString(1, id.value());
        insert.setInt(2, number);
        insert.setBytes(3, bytes);
        insert.addBatch();
    }

    /** One chunk; the connection goes back at once, so that none is held while a slow next hop reads. */
    private Optional<byte[]> chunk(MessageId id, int number) throws IOException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT bytes FROM message_chunk WHERE public_id = ? AND number = ?")) {
            select.setString(1, id.value());
            select.setInt(2, number);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IOException("cannot read " + id, e);
        }
    }

    private List<MessageId> idsAfter(String after) throws IOException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT public_id FROM message_chunk WHERE number = 0"
                                + " AND public_id > ? ORDER BY public_id LIMIT " + BATCH)) {
            select.setString(1, after);
            try (ResultSet rows = select.executeQuery()) {
                List<MessageId> ids = new ArrayList<>(BATCH);
                while (rows.next()) {
                    ids.add(new MessageId(rows.getString(1)));
                }
                return ids;
            }
        } catch (SQLException e) {
            throw new IOException("cannot list kept messages", e);
        }
    }
}
