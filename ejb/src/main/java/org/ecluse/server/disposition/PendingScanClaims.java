package org.ecluse.server.disposition;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Which copies are due for another look, and whose they are: read without a lock, then claimed one by one by an update that
 * changes exactly one row (decisions: Queue claim, portable). A claim ends by itself, so that a node that dies loses nothing.
 */
public final class PendingScanClaims {
    /** Longer than one look can last: the wait for a thread and the longest scan that the settings allow. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final String FREE = " AND (claimed_until IS NULL OR claimed_until < ?)";

    private final DataSource dataSource;
    private final String node;

    /** @param node names this process; another life of the same server has another name */
    public PendingScanClaims(DataSource dataSource, String node) {
        this.dataSource = dataSource;
        this.node = node;
    }

    public String node() {
        return node;
    }

    /** Copies due now, the oldest first; some may be another node's by the time they are claimed. */
    public List<Long> due(Instant now, int limit) throws SQLException {
        String sql = "SELECT copy_id FROM pending_scan WHERE due_at <= ?" + FREE + " ORDER BY due_at, copy_id LIMIT "
                + limit;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setObject(2, now.atOffset(ZoneOffset.UTC));
            List<Long> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(row.getLong(1));
                }
            }
            return due;
        }
    }

    /** True: the copy is ours until the lease ends. */
    public boolean claim(long copyId, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE pending_scan SET claimed_by = ?, claimed_until = ? WHERE copy_id = ? AND due_at <= ?"
                                + FREE)) {
            update.setString(1, node);
            update.setObject(2, now.plus(LEASE).atOffset(ZoneOffset.UTC));
            update.setLong(3, copyId);
            update.setObject(4, now.atOffset(ZoneOffset.UTC));
            update.setObject(5, now.atOffset(ZoneOffset.UTC));
            return update.executeUpdate() == 1;
        }
    }
}
