package org.ecluse.server.replay;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.replay.StoredDecision;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.tracking.AttachmentFacts;
import org.ecluse.server.tracking.WeighedSymbols;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.VerdictName;

/** Reads stored decisions page by page, each in a connection of its own and without a transaction. */
@ApplicationScoped
class StoredDecisionReader {
    static final int PAGE = 500;

    private static final int QUERY_SECONDS = 10;
    private static final String INHERITS =
            " NOT IN (SELECT domain_id FROM policy_revision" + " WHERE customer_id = ? AND domain_id IS NOT NULL)";
    private static final String COPIES = "SELECT c.id, c.message_id, m.public_id, c.number, c.received_at, c.recipient,"
            + " c.verdict, c.disposition, c.score, c.policy_revision, m.size_bytes, m.attachments, a.level"
            + " FROM recipient_copy c JOIN message m ON m.id = c.message_id"
            + " LEFT JOIN known_address a ON a.address = c.recipient"
            + " WHERE c.customer_id = ? AND m.origin = 'INBOUND' AND c.state <> 'DESTROYED' AND c.received_at >= ?"
            + " AND (c.received_at < ? OR c.received_at = ? AND c.id < ?) AND ";
    private static final String IN_ORDER = " ORDER BY c.received_at DESC, c.id DESC LIMIT " + PAGE;
    private static final String TOMBSTONES = "SELECT c.id, c.public_id, c.destroyed_at, c.recipient, c.verdict,"
            + " c.disposition, c.score, c.policy_revision, c.size_bytes, c.findings, a.level FROM tombstone c"
            + " LEFT JOIN known_address a ON a.address = c.recipient"
            + " WHERE c.customer_id = ? AND c.findings <> '' AND c.destroyed_at >= ?"
            + " AND (c.destroyed_at < ? OR c.destroyed_at = ? AND c.id < ?)"
            + " ORDER BY c.destroyed_at DESC, c.id DESC LIMIT " + PAGE;
    private static final String OWN_POLICY = "SELECT DISTINCT d.name FROM domain d JOIN policy_revision p"
            + " ON p.domain_id = d.id WHERE d.customer_id = ?";

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    /** A stored decision and where it stands. */
    record Placed(ReplayCursor place, StoredDecision decision) {}

    /** The next of the scope behind {@code after}; fewer than {@value #PAGE}: it was the last page of its source. */
    List<Placed> page(ReplayScope scope, ReplayCursor after) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return after.source() == ReplayCursor.Source.COPIES
                    ? copies(connection, scope, after)
                    : tombstones(connection, scope, after);
        }
    }

    /** Domains whose own policy decides, whatever the customer's says. */
    Set<String> domainsWithPolicy(long customerId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(OWN_POLICY)) {
            query.setLong(1, customerId);
            Set<String> names = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }

    /** Tombstones from before findings were kept, of the customer as a whole. */
    long unknown(ReplayScope scope) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM tombstone"
                        + " WHERE customer_id = ? AND findings IS NULL AND destroyed_at >= ?")) {
            query.setLong(1, scope.customerId());
            query.setObject(2, scope.from().atOffset(ZoneOffset.UTC));
            query.setQueryTimeout(QUERY_SECONDS);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The policy of a revision of this customer; the shipped one if there is none. */
    FilterPolicy policy(long customerId, long revision) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT document FROM policy_revision WHERE id = ? AND customer_id = ?")) {
            query.setLong(1, revision);
            query.setLong(2, customerId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? PolicyDocument.parse(row.getString(1)) : FilterPolicy.DEFAULT;
            }
        }
    }

    private static List<Placed> copies(Connection connection, ReplayScope scope, ReplayCursor after)
            throws SQLException {
        String domain = scope.domainId().isPresent() ? "c.domain_id = ?" : "c.domain_id" + INHERITS;
        try (PreparedStatement query = connection.prepareStatement(COPIES + domain + IN_ORDER)) {
            bind(query, scope, after);
            query.setLong(6, scope.domainId().orElse(scope.customerId()));
            List<CopyLine> lines = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    lines.add(CopyLine.of(row));
                }
            }
            Map<Long, Map<Long, List<Finding>>> findings = findings(connection, lines);
            return lines.stream()
                    .map(line -> line.placed(findings.getOrDefault(line.messageId, Map.of())))
                    .toList();
        }
    }

    private static List<Placed> tombstones(Connection connection, ReplayScope scope, ReplayCursor after)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TOMBSTONES)) {
            bind(query, scope, after);
            List<Placed> page = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Instant at = instant(row, "destroyed_at");
                    page.add(new Placed(
                            new ReplayCursor(ReplayCursor.Source.TOMBSTONES, at, row.getLong("id")),
                            decision(
                                    row,
                                    row.getString("public_id"),
                                    at,
                                    WeighedSymbols.read(row.getString("findings")),
                                    null)));
                }
            }
            return page;
        }
    }

    private static void bind(PreparedStatement query, ReplayScope scope, ReplayCursor after) throws SQLException {
        query.setQueryTimeout(QUERY_SECONDS);
        query.setLong(1, scope.customerId());
        query.setObject(2, scope.from().atOffset(ZoneOffset.UTC));
        query.setObject(3, after.at().atOffset(ZoneOffset.UTC));
        query.setObject(4, after.at().atOffset(ZoneOffset.UTC));
        query.setLong(5, after.id());
    }

    /** By message and copy; those of every copy under 0, which no row has. */
    private static Map<Long, Map<Long, List<Finding>>> findings(Connection connection, List<CopyLine> lines)
            throws SQLException {
        Map<Long, Map<Long, List<Finding>>> found = new HashMap<>();
        if (lines.isEmpty()) {
            return found;
        }
        String marks = String.join(",", lines.stream().map(line -> "?").toList());
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT message_id, copy_id, symbol, multiplier, detail FROM finding WHERE message_id IN (" + marks
                        + ") AND (copy_id IS NULL OR copy_id IN (" + marks + ")) ORDER BY id")) {
            int parameter = 0;
            for (CopyLine line : lines) {
                parameter++;
                query.setLong(parameter, line.messageId);
                query.setLong(lines.size() + parameter, line.copyId);
            }
            query.setQueryTimeout(QUERY_SECONDS);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getLong("message_id"), message -> new HashMap<>())
                            .computeIfAbsent(row.getLong("copy_id"), copy -> new ArrayList<>())
                            .add(new Finding(
                                    row.getString("symbol"), row.getDouble("multiplier"), row.getString("detail")));
                }
            }
        }
        return found;
    }

    private static StoredDecision decision(
            ResultSet row, String copyId, Instant at, List<Finding> findings, String attachments) throws SQLException {
        return new StoredDecision(
                copyId,
                at,
                row.getString("recipient"),
                VerdictName.valueOf(row.getString("verdict")),
                Disposition.valueOf(row.getString("disposition")),
                row.getDouble("score"),
                row.getLong("policy_revision"),
                row.getLong("size_bytes"),
                Optional.ofNullable(row.getString("level")).map(FilterLevel::valueOf),
                findings,
                Optional.ofNullable(attachments).map(AttachmentFacts::read));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A copy whose findings are still to be read. */
    private record CopyLine(long copyId, long messageId, Instant at, StoredDecision bare) {
        static CopyLine of(ResultSet row) throws SQLException {
            Instant at = instant(row, "received_at");
            String publicId = row.getString("public_id") + "." + row.getInt("number");
            return new CopyLine(
                    row.getLong("id"),
                    row.getLong("message_id"),
                    at,
                    decision(row, publicId, at, List.of(), row.getString("attachments")));
        }

        Placed placed(Map<Long, List<Finding>> byCopy) {
            long every = 0;
            List<Finding> findings = new ArrayList<>(byCopy.getOrDefault(every, List.of()));
            findings.addAll(byCopy.getOrDefault(copyId, List.of()));
            return new Placed(
                    new ReplayCursor(ReplayCursor.Source.COPIES, at, copyId),
                    new StoredDecision(
                            bare.copyId(),
                            bare.receivedAt(),
                            bare.recipient(),
                            bare.verdict(),
                            bare.disposition(),
                            bare.score(),
                            bare.revision(),
                            bare.sizeBytes(),
                            bare.ownLevel(),
                            findings,
                            bare.attachments()));
        }
    }
}
