package org.ecluse.server.policy;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.PersonName;
import org.ecluse.policy.ListEntry;

/** Reads what a customer configured, in one connection, without a transaction. */
@ApplicationScoped
class ConfigurationReader {
    private static final String POLICIES = """
            SELECT id, domain_id, document FROM policy_revision WHERE id IN
            (SELECT MAX(id) FROM policy_revision WHERE customer_id = ? GROUP BY domain_id)
            """;
    private static final String ENTRIES =
            "SELECT id, domain_id, recipient, colour, kind, entry_value, expires_at FROM list_entry WHERE customer_id = ?";
    private static final String DOMAINS = "SELECT name FROM domain WHERE customer_id = ? AND deleted_at IS NULL"
            + " UNION SELECT name FROM domain_alias WHERE customer_id = ?";

    /** An alias is somebody's name too. Bounded, as every customer's names are kept in memory. */
    private static final String ADDRESSES =
            "SELECT address FROM known_address WHERE customer_id = ? ORDER BY id FETCH FIRST 5000 ROWS ONLY";

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    CustomerConfiguration read(long customerId, long version) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Map<Long, List<ListEntry>> shared = new HashMap<>();
            Map<String, List<ListEntry>> own = new HashMap<>();
            readEntries(connection, customerId, shared, own);
            return new CustomerConfiguration(
                    version,
                    policies(connection, customerId),
                    shared,
                    own,
                    domains(connection, customerId),
                    people(connection, customerId));
        }
    }

    private static Map<Long, CustomerConfiguration.Published> policies(Connection connection, long customerId)
            throws SQLException {
        Map<Long, CustomerConfiguration.Published> policies = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(POLICIES)) {
            query.setLong(1, customerId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    policies.put(
                            scope(row),
                            new CustomerConfiguration.Published(
                                    row.getLong("id"), PolicyDocument.parse(row.getString("document"))));
                }
            }
        }
        return policies;
    }

    private static void readEntries(
            Connection connection, long customerId, Map<Long, List<ListEntry>> shared, Map<String, List<ListEntry>> own)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ENTRIES)) {
            query.setLong(1, customerId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ListEntry entry = entry(row);
                    if (entry.recipient().isPresent()) {
                        own.computeIfAbsent(entry.recipient().get(), key -> new ArrayList<>())
                                .add(entry);
                    } else {
                        shared.computeIfAbsent(scope(row), key -> new ArrayList<>())
                                .add(entry);
                    }
                }
            }
        }
    }

    private static Set<DomainName> domains(Connection connection, long customerId) throws SQLException {
        Set<DomainName> domains = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(DOMAINS)) {
            query.setLong(1, customerId);
            query.setLong(2, customerId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    domains.add(new DomainName(row.getString("name")));
                }
            }
        }
        return domains;
    }

    private static Set<String> people(Connection connection, long customerId) throws SQLException {
        Set<String> people = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(ADDRESSES)) {
            query.setLong(1, customerId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    EmailAddress.parse(row.getString("address"))
                            .flatMap(address -> PersonName.ofLocalPart(address.localPart()))
                            .ifPresent(people::add);
                }
            }
        }
        return people;
    }

    private static ListEntry entry(ResultSet row) throws SQLException {
        return new ListEntry(
                row.getLong("id"),
                ListEntry.Colour.valueOf(row.getString("colour")),
                ListEntry.Kind.valueOf(row.getString("kind")),
                row.getString("entry_value"),
                Optional.ofNullable(row.getString("recipient")),
                Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant));
    }

    private static long scope(ResultSet row) throws SQLException {
        long domainId = row.getLong("domain_id");
        return row.wasNull() ? CustomerConfiguration.CUSTOMER : domainId;
    }
}
