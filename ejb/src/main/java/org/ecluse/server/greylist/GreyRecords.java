package org.ecluse.server.greylist;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.mail.EmailAddress;

/** Short reads of the grey zone's rows for the mail path: one statement each, no transaction, no entity. */
@ApplicationScoped
class GreyRecords {
    /** A correspondence is known so long after its last use (R1.6). */
    static final Duration KNOWN_FOR = Duration.ofDays(36);

    private static final String KNOWN =
            "SELECT MAX(last_at) FROM grey_correspondent WHERE sender_domain = ? AND last_at > ? AND pool IN (%s)";
    private static final String FIRST_SEEN = "SELECT MIN(first_at) FROM grey_correspondent WHERE sender_domain = ?";
    private static final String WRITTEN =
            "SELECT MAX(last_at) FROM grey_written WHERE customer_id = ? AND their_address = ? AND last_at > ?";
    private static final String EXPECTED = """
            SELECT MAX(expires_at) FROM grey_expected WHERE customer_id = ? AND expires_at > ?
            AND (recipient IS NULL OR recipient = ?) AND sender IN (%s)
            """;

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    DataSource dataSource;

    /** When a correspondence under one of {@code keys} was last used, if it is known. */
    Optional<Instant> lastUse(List<GreyKey> keys, Instant now) throws SQLException {
        List<Object> values = new ArrayList<>();
        values.add(keys.get(0).domain());
        values.add(Timestamp.from(now.minus(KNOWN_FOR)));
        keys.forEach(key -> values.add(key.pool()));
        return instant(KNOWN.formatted(places(keys.size())), values);
    }

    /** When the first mail of this domain was taken in, as far as is still known. */
    Optional<Instant> firstSeen(String senderDomain) throws SQLException {
        return instant(FIRST_SEEN, List.of(senderDomain));
    }

    /** Whether somebody of this customer wrote to {@code sender} in the last 36 days (B7). */
    boolean isWrittenTo(long customerId, EmailAddress sender, Instant now) throws SQLException {
        List<Object> values = List.of(customerId, sender.key(), Timestamp.from(now.minus(KNOWN_FOR)));
        return instant(WRITTEN, values).isPresent();
    }

    /** @param names any of which may be expected: the address, its domain and those above it */
    boolean isExpected(long customerId, EmailAddress recipient, List<String> names, Instant now) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(customerId, Timestamp.from(now), recipient.key()));
        values.addAll(names);
        return instant(EXPECTED.formatted(places(names.size())), values).isPresent();
    }

    private Optional<Instant> instant(String sql, List<Object> values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                query.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)
                        : Optional.empty();
            }
        }
    }

    private static String places(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
