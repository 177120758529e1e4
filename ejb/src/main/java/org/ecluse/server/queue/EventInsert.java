package org.ecluse.server.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import org.ecluse.server.rows.Bounded;
import org.ecluse.server.tracking.EventKind;

/** Timeline events in one batch (B3). */
final class EventInsert implements AutoCloseable {
    private final Connection connection;
    private final IdBlock ids;
    private final PreparedStatement insert;

    EventInsert(Connection connection, IdBlock ids) throws SQLException {
        this.connection = connection;
        this.ids = ids;
        this.insert = connection.prepareStatement(
                "INSERT INTO timeline_event"
                        + " (id, copy_id, customer_id, recipient, kind, happened_at, actor, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    void add(
            long copyId,
            OptionalLong customerId,
            String recipient,
            EventKind kind,
            Instant now,
            String actor,
            String detail)
            throws SQLException {
        insert.setLong(1, ids.next(connection));
        insert.setLong(2, copyId);
        AttemptRecords.setLong(insert, 3, customerId);
        insert.setString(4, Bounded.text(recipient, 320));
        insert.setString(5, kind.name());
        insert.setObject(6, Times.of(now));
        insert.setString(7, Bounded.text(actor, 320));
        insert.setString(8, Bounded.text(detail, 900));
        insert.addBatch();
    }

    void run() throws SQLException {
        insert.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
