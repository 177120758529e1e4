package org.ecluse.server.directory;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;

/**
 * Short reads of the directory for the mail path: one statement, no transaction, no entity. Aliases, other names of domains and
 * {@code +tag} are resolved here and nowhere else (decisions: Identity).
 */
@ApplicationScoped
public class RecipientDirectory {
    private static final String DOMAIN = """
            SELECT d.id, d.name, d.customer_id, d.recipient_check, d.unknown_recipients, d.catch_all_address, c.config_version, c.locale
            FROM domain d JOIN customer c ON c.id = d.customer_id WHERE d.active = TRUE AND
            """;

    private static final String ITSELF = " d.name = ?";
    private static final String BY_ALIAS = " d.id = (SELECT a.domain_id FROM domain_alias a WHERE a.name = ?)";
    private static final String MAIN_NAME =
            "SELECT d.name FROM domain_alias a JOIN domain d ON d.id = a.domain_id WHERE a.name = ?";
    /** An alias that has no level of its own is filtered like the address it stands for. */
    private static final String ADDRESS = """
            SELECT a.address, a.alias_of, COALESCE(a.level, target.level) AS level
            FROM known_address a LEFT JOIN known_address target ON target.address = a.alias_of WHERE a.address = ?
            """;

    private static final String CHOSEN = "SELECT level FROM chosen_level WHERE address = ?";

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    /** The domain of that name, or with that other name, if a customer has it and it is active. */
    public Optional<DomainFacts> domain(DomainName name) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Optional<DomainFacts> itself = domain(connection, DOMAIN + ITSELF, name);
            return itself.isPresent() ? itself : domain(connection, DOMAIN + BY_ALIAS, name);
        }
    }

    private static Optional<DomainFacts> domain(Connection connection, String statement, DomainName name)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(statement)) {
            query.setString(1, name.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(facts(row)) : Optional.empty();
            }
        }
    }

    /** As {@link #find(EmailAddress, DomainFacts)}, of whatever domain it is. */
    public Optional<KnownRecipient> find(EmailAddress address) throws SQLException {
        return listed(underMainName(address));
    }

    /**
     * The address, or the one before its {@code +tag}, as the customer listed it; an alias gives the address it stands for.
     *
     * @param domain of the address
     */
    public Optional<KnownRecipient> find(EmailAddress address, DomainFacts domain) throws SQLException {
        return listed(domain.main(address));
    }

    private Optional<KnownRecipient> listed(EmailAddress address) throws SQLException {
        Optional<KnownRecipient> exact = findKey(address.key());
        int plus = address.localPart().indexOf('+');
        if (exact.isPresent() || plus < 1) {
            return exact;
        }
        return findKey(new EmailAddress(address.localPart().substring(0, plus), address.domain()).key());
    }

    /** As {@link #find}; an address that is not listed stands for itself, with the level that its user chose. */
    public KnownRecipient findOrUnlisted(EmailAddress address, DomainFacts domain) throws SQLException {
        Optional<KnownRecipient> listed = find(address, domain);
        return listed.isPresent() ? listed.get() : unlisted(address, domain);
    }

    /** An address that the customer does not list, with the level that its user chose (R3.9). */
    public KnownRecipient unlisted(EmailAddress address, DomainFacts domain) throws SQLException {
        EmailAddress decidedFor = KnownRecipient.unlisted(domain.main(address)).decidedFor();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(CHOSEN)) {
            query.setString(1, decidedFor.key());
            try (ResultSet row = query.executeQuery()) {
                return new KnownRecipient(
                        decidedFor,
                        row.next() ? Optional.of(FilterLevel.valueOf(row.getString("level"))) : Optional.empty());
            }
        }
    }

    /**
     * The address that counts for another one, whether listed or not: whose policy, quarantine and report it is.
     *
     * @throws IllegalStateException the directory cannot be read now
     */
    public EmailAddress decidedFor(EmailAddress address) {
        try {
            EmailAddress main = underMainName(address);
            return listed(main).orElseGet(() -> KnownRecipient.unlisted(main)).decidedFor();
        } catch (SQLException e) {
            throw new IllegalStateException("the directory cannot be read", e);
        }
    }

    private EmailAddress underMainName(EmailAddress address) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(MAIN_NAME)) {
            query.setString(1, address.domain().value());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new EmailAddress(address.localPart(), new DomainName(row.getString("name")))
                        : address;
            }
        }
    }

    private Optional<KnownRecipient> findKey(String key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(ADDRESS)) {
            query.setString(1, key);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String target = Optional.ofNullable(row.getString("alias_of")).orElse(row.getString("address"));
                return Optional.of(new KnownRecipient(
                        EmailAddress.parse(target).orElseThrow(() -> new IllegalStateException("stored address key")),
                        Optional.ofNullable(row.getString("level")).map(FilterLevel::valueOf)));
            }
        }
    }

    private static DomainFacts facts(ResultSet row) throws SQLException {
        return new DomainFacts(
                row.getLong("customer_id"),
                row.getLong("config_version"),
                row.getString("locale"),
                row.getLong("id"),
                new DomainName(row.getString("name")),
                RecipientCheck.valueOf(row.getString("recipient_check")),
                UnknownRecipients.valueOf(row.getString("unknown_recipients")),
                Optional.ofNullable(row.getString("catch_all_address")).flatMap(EmailAddress::parse));
    }
}
