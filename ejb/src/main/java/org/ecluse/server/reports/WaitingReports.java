package org.ecluse.server.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.ecluse.mail.MessageId;

/** Which kept mails are still to be read as reports, and whose they are: read without a lock, then claimed one by one. */
final class WaitingReports {
    /** More are not kept: their content fills the store. */
    static final int MOST = 1_000;

    /** Longer than one can take; after it another node may. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final DataSource dataSource;

    WaitingReports(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param tries begun before */
    record Waiting(MessageId id, String address, boolean proven, Instant dueAt, int tries) {}

    /** True if there is room for one more. */
    boolean hasRoom() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM report_waiting");
                ResultSet row = count.executeQuery()) {
            return row.next() && row.getInt(1) < MOST;
        }
    }

    /** Adds it; one that waits already is left as it is. */
    void add(MessageId id, String address, boolean proven, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO report_waiting"
                                + " (message_id, address, due_at, proven, tries) VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING")) {
            insert.setString(1, id.value());
            insert.setString(2, address);
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            insert.setBoolean(4, proven);
            insert.executeUpdate();
        }
    }

    List<Waiting> due(Instant now, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT message_id, address, proven, due_at, tries"
                                + " FROM report_waiting WHERE due_at <= ? ORDER BY due_at, message_id LIMIT "
                                + limit)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            List<Waiting> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Waiting(
                            new MessageId(row.getString(1)),
                            row.getString(2),
                            row.getBoolean(3),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getInt(5)));
                }
            }
            return due;
        }
    }

    /** True: it is ours until the lease ends. */
    boolean claim(Waiting seen, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE report_waiting"
                        + " SET due_at = ?, tries = tries + 1 WHERE message_id = ? AND tries = ? AND due_at <= ?")) {
            update.setObject(1, now.plus(LEASE).atOffset(ZoneOffset.UTC));
            update.setString(2, seen.id().value());
            update.setInt(3, seen.tries());
            update.setObject(4, now.atOffset(ZoneOffset.UTC));
            return update.executeUpdate() == 1;
        }
    }
}
