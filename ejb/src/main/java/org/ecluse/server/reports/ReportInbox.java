package org.ecluse.server.reports;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/**
 * Keeps a copy of accepted mail to an address that a customer named for reports, to be read later: delivery knows nothing of it, and
 * nothing that goes wrong here harms the mail.
 */
@ApplicationScoped
public class ReportInbox {
    /** Origin of such a copy in the store. */
    public static final String ORIGIN = "RECEIVED_REPORT";

    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);
    private static final long LARGEST_BYTES = 25L << 20;
    private static final int MOST_COPIES = 5;

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    DataSource dataSource;

    @Inject
    MessageStore store;

    @Inject
    Clock clock;

    private volatile Known known = new Known(Instant.MIN, Set.of());

    private record Known(Instant until, Set<String> addresses) {}

    /**
     * Keeps what goes to a report address. Costs nothing for other mail but a look into a set.
     *
     * @param recipients to whom the mail will go or may be released
     * @param proven the mail passed DMARC
     */
    public void keep(
            MessageId mail, List<EmailAddress> recipients, StoredEnvelope envelope, RawMessage raw, boolean proven) {
        try {
            Set<String> addresses = addresses();
            List<String> wanted = recipients.stream()
                    .map(EmailAddress::key)
                    .filter(addresses::contains)
                    .distinct()
                    .limit(MOST_COPIES)
                    .toList();
            for (String address : wanted) {
                keep(mail, address, envelope, raw, proven);
            }
        } catch (IOException | SQLException | RuntimeException e) {
            // The mail is stored and its sender will hear 250: only the figures lack it.
            ServerLog.LOG.reportNotKept(mail.value(), e);
        }
    }

    /** Lets a kept copy wait whose row was lost. */
    public void waitAgain(MessageId copy, StoredEnvelope envelope) throws SQLException {
        waiting().add(copy, envelope.recipients().get(0).address(), false, clock.instant());
    }

    WaitingReports waiting() {
        return new WaitingReports(dataSource);
    }

    private void keep(MessageId mail, String address, StoredEnvelope envelope, RawMessage raw, boolean proven)
            throws IOException, SQLException {
        if (raw.sizeBytes() > LARGEST_BYTES || !waiting().hasRoom()) {
            ServerLog.LOG.reportsTooMany(mail.value());
            return;
        }
        MessageId copy = MessageId.create(clock);
        StoredEnvelope kept = new StoredEnvelope(
                ORIGIN,
                envelope.receivedAt(),
                envelope.reversePath(),
                List.of(new StoredEnvelope.Recipient(address, "NEVER", "")),
                envelope.clientAddress(),
                envelope.helo(),
                envelope.smtpUtf8());
        store.keep(copy, kept, raw);
        waiting().add(copy, address, proven, clock.instant());
    }

    private Set<String> addresses() throws SQLException {
        Instant now = clock.instant();
        Known before = known;
        if (now.isBefore(before.until())) {
            return before.addresses();
        }
        Set<String> read = new HashSet<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT address FROM report_address");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                read.add(row.getString(1));
            }
        }
        known = new Known(now.plus(KNOWN_FOR), Set.copyOf(read));
        return read;
    }
}
