package org.ecluse.server.queue;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.ecluse.mail.MessageId;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.verdict.Mark;
import org.ecluse.verdict.VerdictName;

/**
 * Which entries are due, and whose they are: read without a lock, then claimed by an update that changes exactly one row
 * (decisions: Queue claim, portable). A claim ends by itself, so that a node that dies loses nothing.
 */
final class QueueClaims {
    private static final String CLAIM = "UPDATE queue_entry SET claimed_by = ?, claimed_until = ? WHERE id = ?"
            + " AND state = 'DUE' AND (claimed_until IS NULL OR claimed_until < ?)";
    private static final String LOAD = """
            SELECT q.id, q.copy_id, q.message_id, q.customer_id, q.domain_id, q.next_hop, q.attempts, q.queued_at,
                   q.delay_dsn_sent, c.number, c.recipient, c.delivery_address, c.verdict, c.score, c.policy_revision,
                   c.dsn_allowed, c.notify, c.orcpt, c.marked_as, m.public_id, m.origin, m.reverse_path, m.received_at, m.size_bytes,
                   m.engines, m.authentication_results, u.locale, h.released_role, b.language, b.expires_at
            FROM queue_entry q JOIN recipient_copy c ON c.id = q.copy_id JOIN message m ON m.id = q.message_id
            LEFT JOIN customer u ON u.id = q.customer_id LEFT JOIN quarantine_entry h ON h.copy_id = q.copy_id
            LEFT JOIN banner_copy b ON b.copy_id = m.public_id || '.' || c.number AND h.copy_id IS NULL
            WHERE q.id = ANY (?)
            """;

    private final DataSource dataSource;
    private final String node;
    private final Duration lease;

    /**
     * @param node names this process; another life of the same server has another name
     * @param lease after which a claim that is not renewed ends
     */
    QueueClaims(DataSource dataSource, String node, Duration lease) {
        this.dataSource = dataSource;
        this.node = node;
        this.lease = lease;
    }

    Duration lease() {
        return lease;
    }

    /** Entries due now, the oldest first, without those of domains whose servers have enough to do. */
    List<DueEntry> due(Instant now, Collection<String> busyDomains, int limit) throws SQLException {
        String sql = "SELECT id, next_hop, domain_id FROM queue_entry WHERE state = 'DUE' AND due_at <= ?"
                + " AND (claimed_until IS NULL OR claimed_until < ?)"
                + (busyDomains.isEmpty() ? "" : " AND NOT (next_hop = ANY (?))")
                + " ORDER BY state, due_at LIMIT " + limit;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, Times.of(now));
            select.setObject(2, Times.of(now));
            if (!busyDomains.isEmpty()) {
                select.setArray(3, connection.createArrayOf("VARCHAR", busyDomains.toArray()));
            }
            List<DueEntry> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new DueEntry(rows.getLong("id"), rows.getString("next_hop"), optional(rows, "domain_id")));
                }
            }
            return due;
        }
    }

    /** Claims what nobody else has and gives its details; the ids that are missing are somebody else's, or gone. */
    List<ClaimedCopy> claim(Collection<Long> ids, Instant now) throws SQLException {
        List<Long> ordered = new ArrayList<>(ids);
        Collections.sort(ordered); // two nodes that claim the same rows lock them in the same order
        return ShortTransaction.in(dataSource, connection -> {
            List<Long> mine = new ArrayList<>();
            try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
                for (long id : ordered) {
                    update.setString(1, node);
                    update.setObject(2, Times.of(now.plus(lease)));
                    update.setLong(3, id);
                    update.setObject(4, Times.of(now));
                    update.addBatch();
                }
                int[] changed = update.executeBatch();
                for (int i = 0; i < changed.length; i++) {
                    if (changed[i] == 1) {
                        mine.add(ordered.get(i));
                    }
                }
            }
            return mine.isEmpty() ? List.of() : load(connection, mine);
        });
    }

    /** Prolongs claims that are still ours. */
    void renew(Collection<Long> ids, Instant now) throws SQLException {
        List<Long> ordered = new ArrayList<>(ids);
        Collections.sort(ordered);
        ShortTransaction.in(dataSource, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE queue_entry SET claimed_until = ? WHERE id = ? AND claimed_by = ?")) {
                for (long id : ordered) {
                    update.setObject(1, Times.of(now.plus(lease)));
                    update.setLong(2, id);
                    update.setString(3, node);
                    update.addBatch();
                }
                return update.executeBatch().length;
            }
        });
    }

    /** Gives claims back unattempted. */
    void release(Collection<Long> ids) throws SQLException {
        ShortTransaction.in(dataSource, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE queue_entry SET claimed_by = NULL, claimed_until = NULL WHERE id = ? AND claimed_by = ?")) {
                for (long id : ids) {
                    update.setLong(1, id);
                    update.setString(2, node);
                    update.addBatch();
                }
                return update.executeBatch().length;
            }
        });
    }

    /** Ends every claim: only where this is the only server of its database, before its first delivery. */
    int releaseAll() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE queue_entry SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by IS NOT NULL")) {
            return update.executeUpdate();
        }
    }

    private static List<ClaimedCopy> load(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOAD)) {
            Array array = connection.createArrayOf("BIGINT", ids.toArray());
            select.setArray(1, array);
            List<ClaimedCopy> copies = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    copies.add(copy(row));
                }
            }
            return copies;
        }
    }

    private static ClaimedCopy copy(ResultSet row) throws SQLException {
        return new ClaimedCopy(
                row.getLong("id"),
                row.getLong("copy_id"),
                row.getLong("message_id"),
                new MessageId(row.getString("public_id")),
                row.getInt("number"),
                optional(row, "customer_id"),
                optional(row, "domain_id"),
                Optional.ofNullable(row.getString("locale"))
                        .map(Locale::forLanguageTag)
                        .orElse(Locale.ENGLISH),
                row.getString("next_hop"),
                row.getInt("attempts"),
                Times.read(row, "queued_at"),
                row.getBoolean("delay_dsn_sent"),
                row.getString("recipient"),
                row.getString("delivery_address"),
                VerdictName.valueOf(row.getString("verdict")),
                row.getDouble("score"),
                row.getLong("policy_revision"),
                row.getBoolean("dsn_allowed"),
                row.getString("notify"),
                row.getString("orcpt"),
                row.getString("origin").equals(MessageRow.Origin.INBOUND.name()),
                row.getString("reverse_path"),
                Times.read(row, "received_at"),
                row.getLong("size_bytes"),
                row.getString("engines"),
                row.getString("authentication_results"),
                Optional.ofNullable(row.getString("released_role")),
                Optional.of(row.getString("marked_as"))
                        .filter(word -> !word.isEmpty())
                        .map(Mark::valueOf),
                banner(row));
    }

    private static Optional<CopyEdits.BannerOrder> banner(ResultSet row) throws SQLException {
        String language = row.getString("language");
        return language == null
                ? Optional.empty()
                : Optional.of(
                        new CopyEdits.BannerOrder(row.getString("recipient"), language, Times.read(row, "expires_at")));
    }

    private static OptionalLong optional(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
