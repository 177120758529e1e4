package org.ecluse.testkit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.ecluse.mail.MessageId;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/** A customer with a domain and destination servers, and mail in its queue, as rows: what intake would have written. */
public final class QueuedMail {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final AtomicLong ids = new AtomicLong(1_000_000); // far above what the sequences give in a test
    private final Map<String, Long> domains = new HashMap<>();
    private final DataSource dataSource;
    private final MessageStore store;

    public QueuedMail(DataSource dataSource, MessageStore store) throws SQLException {
        this.dataSource = dataSource;
        this.store = store;
        run("INSERT INTO customer VALUES (1, 'Customer', 'fr', 'Europe/Paris', 1, ?)", time(START));
        domain(1, "example.com");
    }

    public void domain(long id, String name) throws SQLException {
        run(
                "INSERT INTO domain (id, customer_id, name, recipient_check, unknown_recipients, auto_subscribe, active,"
                        + " created_at) VALUES (?, 1, ?, 'LIST', 'REFUSE', FALSE, TRUE, ?)",
                id,
                name,
                time(START));
        domains.put(name, id);
    }

    /** A destination server of example.com. */
    public void destination(int port, int preference) throws SQLException {
        destination("example.com", port, preference);
    }

    public void destination(String domain, int port, int preference) throws SQLException {
        run(
                "INSERT INTO destination_server VALUES (?, 1, ?, '127.0.0.1', ?, ?, 1, 'OPPORTUNISTIC', '')",
                ids.incrementAndGet(),
                domains.get(domain),
                port,
                preference);
    }

    /** Keeps the content and writes all rows, due at {@code queuedAt}; gives the entries' ids. */
    public List<Long> queue(MessageId id, Instant queuedAt, boolean dsnAllowed, String... recipients)
            throws SQLException, IOException {
        String content =
                "Subject: hello\r\nX-Ecluse-Score: -5\r\nAuthentication-Results: mx.example.net; dmarc=pass\r\n"
                        + "\r\nbody of " + id + "\r\n";
        BytesMessage raw = BytesMessage.of(content);
        store.keep(
                id,
                new StoredEnvelope(
                        "INBOUND", queuedAt, "sender@example.org", List.of(), "192.0.2.9", "client.example.org", false),
                raw);
        long message = ids.incrementAndGet();
        run(
                "INSERT INTO message (id, public_id, origin, received_at, client_address, helo, reverse_path, header_from, subject,"
                        + " size_bytes, content, engines, authentication_results) VALUES (?, ?, 'INBOUND', ?, '192.0.2.9', 'client.example.org', 'sender@example.org',"
                        + " '', 'hello', ?, 'KEPT', 'embedded 1', 'mx.example.net; spf=pass smtp.mailfrom=example.org')",
                message,
                id.value(),
                time(queuedAt),
                raw.sizeBytes());
        List<Long> entries = new ArrayList<>();
        int number = 0;
        for (String recipient : recipients) {
            String domain = recipient.substring(recipient.indexOf('@') + 1);
            long copy = ids.incrementAndGet();
            long entry = ids.incrementAndGet();
            run(
                    "INSERT INTO recipient_copy VALUES (?, ?, ?, 1, ?, ?, ?, ?, 'CLEAN', 'DELIVER', 'QUEUED', 1.5, 0, ?, '',"
                            + " '', '', '')",
                    copy,
                    message,
                    ++number,
                    domains.get(domain),
                    recipient,
                    recipient,
                    time(queuedAt),
                    dsnAllowed);
            run(
                    "INSERT INTO queue_entry VALUES (?, ?, ?, 1, ?, ?, 'DUE', 0, ?, ?, NULL, NULL, FALSE, '')",
                    entry,
                    copy,
                    message,
                    domains.get(domain),
                    domain,
                    time(queuedAt),
                    time(queuedAt));
            entries.add(entry);
        }
        return entries;
    }

    /** The first column of each row as text, "" for null. */
    public List<String> read(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String value = row.getString(1);
                found.add(value == null ? "" : value);
            }
        }
        return found;
    }

    public void run(String sql, Object... arguments) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        }
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
