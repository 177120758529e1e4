package org.ecluse.server.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.OptionalLong;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.VerdictName;

/** Message, copy, events and queue entry of a notification, in the caller's transaction. */
final class NoticeRows {
    private final IdBlock messageIds = new IdBlock("message_seq", 200);
    private final IdBlock copyIds = new IdBlock("copy_seq", 200);
    private final IdBlock entryIds = new IdBlock("queue_seq", 200);
    private final IdBlock eventIds;

    /** The domain a notification goes to, if it is one of ours. */
    private record Local(OptionalLong customerId, OptionalLong domainId) {}

    NoticeRows(IdBlock eventIds) {
        this.eventIds = eventIds;
    }

    DueEntry insert(Connection connection, Notice notice, Instant now) throws SQLException {
        String domain = notice.to().domain().value();
        Local local = local(connection, domain);
        long message = messageIds.next(connection);
        long copy = copyIds.next(connection);
        long entry = entryIds.next(connection);
        message(connection, message, notice, now);
        copy(connection, copy, message, local, notice, now);
        try (EventInsert events = new EventInsert(connection, eventIds)) {
            events.add(copy, local.customerId(), notice.to().key(), EventKind.RECEIVED, now, "", "");
            events.add(copy, local.customerId(), notice.to().key(), EventKind.QUEUED, now, "", "");
            events.run();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO queue_entry (id, copy_id, message_id,"
                + " customer_id, domain_id, next_hop, state, attempts, queued_at, due_at, delay_dsn_sent, last_reply)"
                + " VALUES (?, ?, ?, ?, ?, ?, 'DUE', 0, ?, ?, FALSE, '')")) {
            insert.setLong(1, entry);
            insert.setLong(2, copy);
            insert.setLong(3, message);
            AttemptRecords.setLong(insert, 4, local.customerId());
            AttemptRecords.setLong(insert, 5, local.domainId());
            insert.setString(6, domain);
            insert.setObject(7, Times.of(now));
            insert.setObject(8, Times.of(now));
            insert.executeUpdate();
        }
        return new DueEntry(entry, domain, local.domainId());
    }

    private static Local local(Connection connection, String domain) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, customer_id FROM domain WHERE name = ? AND active = TRUE")) {
            select.setString(1, domain);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Local(OptionalLong.of(row.getLong("customer_id")), OptionalLong.of(row.getLong("id")))
                        : new Local(OptionalLong.empty(), OptionalLong.empty());
            }
        }
    }

    private static void message(Connection connection, long id, Notice notice, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO message (id, public_id, origin,"
                + " received_at, client_address, helo, reverse_path, header_from, subject, size_bytes, content, engines)"
                + " VALUES (?, ?, ?, ?, '', ?, '', ?, ?, ?, ?, '')")) {
            insert.setLong(1, id);
            insert.setString(2, notice.id().value());
            insert.setString(3, MessageRow.Origin.DSN.name());
            insert.setObject(4, Times.of(now));
            insert.setString(5, notice.ownHost());
            insert.setString(6, notice.from());
            insert.setString(7, notice.subject());
            insert.setLong(8, notice.sizeBytes());
            insert.setString(9, MessageRow.Content.KEPT.name());
            insert.executeUpdate();
        }
    }

    private static void copy(Connection connection, long id, long message, Local local, Notice notice, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO recipient_copy (id, message_id, number,"
                        + " customer_id, domain_id, recipient, delivery_address, received_at, verdict, disposition, state, score,"
                        + " policy_revision, dsn_allowed, notify, orcpt, last_reply)"
                        + " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, FALSE, '', '', '')")) {
            insert.setLong(1, id);
            insert.setLong(2, message);
            AttemptRecords.setLong(insert, 3, local.customerId());
            AttemptRecords.setLong(insert, 4, local.domainId());
            insert.setObject(5, notice.to().key(), Types.VARCHAR);
            insert.setString(6, notice.to().toString());
            insert.setObject(7, Times.of(now));
            insert.setString(8, VerdictName.CLEAN.name());
            insert.setString(9, Disposition.DELIVER.name());
            insert.setString(10, CopyRow.State.QUEUED.name());
            insert.executeUpdate();
        }
    }
}
