package org.ecluse.server.digest;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ecluse.digest.MailWish;
import org.ecluse.mail.AutomaticMail;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.settings.ServerSettings;

/**
 * What people wrote to the quarantine address: noted before the mail is answered 250, read a moment later. The content of such a mail is
 * not kept; a sender, what is wished for and whether the sender is proven are all of it.
 */
@ApplicationScoped
public class MailWishes {
    /** More are not noted. */
    private static final int MOST = 10_000;

    /** Nor more of one sender. */
    private static final int MOST_OF_ONE = 10;

    /** Longer than one can take; after it another node may. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    DataSource dataSource;

    @Inject
    RecipientDirectory directory;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** @param sender address key @param detail of an answer to a report, "" otherwise @param tries begun before */
    record Waiting(String id, String sender, MailWish wish, String detail, boolean proven, int tries) {}

    /** Whether a recipient is the service's quarantine address. */
    public boolean areFor(EmailAddress recipient) {
        return recipient.key().equals(settings.service().quarantine().key());
    }

    /**
     * Notes the wish of a mail, unless a programme wrote it or its sender is nobody of a customer: those are answered by nothing.
     *
     * @param proven DMARC passed by an aligned DKIM signature
     * @throws SQLException it cannot be noted now; the client is to try again
     */
    public void take(MessageId mail, ReversePath from, ParsedMessage parsed, boolean proven) throws SQLException {
        Optional<EmailAddress> sender = author(parsed);
        boolean automatic = new AutomaticMail(settings.service().hostName()).is(from, parsed);
        if (sender.isEmpty()
                || automatic
                || directory.domain(sender.get().domain()).isEmpty()
                || isFull(sender.get().key())) {
            return;
        }
        Optional<String> answer = ReportAnswers.of(parsed, settings.service().domain());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO mail_wish (id, sender, wish, detail, proven, due_at, tries)"
                                + " VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING")) {
            insert.setString(1, mail.value());
            insert.setString(2, sender.get().key());
            insert.setString(3, (answer.isPresent() ? MailWish.ACT : MailWish.of(parsed.subject())).name());
            insert.setString(4, answer.orElse(""));
            insert.setBoolean(5, proven);
            insert.setObject(6, time(clock.instant()));
            insert.executeUpdate();
        }
    }

    List<Waiting> due(int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT id, sender, wish, detail, proven, tries FROM mail_wish"
                                + " WHERE due_at <= ? ORDER BY due_at, id LIMIT " + limit)) {
            select.setObject(1, time(clock.instant()));
            List<Waiting> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Waiting(
                            row.getString(1),
                            row.getString(2),
                            MailWish.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getBoolean(5),
                            row.getInt(6)));
                }
            }
            return due;
        }
    }

    /** True: it is ours until the lease ends. */
    boolean claim(Waiting seen) throws SQLException {
        return update(
                "UPDATE mail_wish SET due_at = ?, tries = tries + 1 WHERE id = ? AND tries = " + seen.tries(),
                seen.id(),
                clock.instant().plus(LEASE));
    }

    /** Lets it wait, as if it had not been begun. */
    void later(Waiting claimed, Duration wait) throws SQLException {
        update(
                "UPDATE mail_wish SET due_at = ?, tries = " + claimed.tries() + " WHERE id = ?",
                claimed.id(),
                clock.instant().plus(wait));
    }

    /** It was answered, or never will be. */
    void forget(Waiting wish) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM mail_wish WHERE id = ?")) {
            delete.setString(1, wish.id());
            delete.executeUpdate();
        }
    }

    private boolean update(String statement, String id, Instant due) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setObject(1, time(due));
            update.setString(2, id);
            return update.executeUpdate() == 1;
        }
    }

    private boolean isFull(String sender) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "SELECT COUNT(*), COUNT(CASE WHEN sender = ? THEN 1 END) FROM mail_wish")) {
            count.setString(1, sender);
            try (ResultSet row = count.executeQuery()) {
                return !row.next() || row.getInt(1) >= MOST || row.getInt(2) >= MOST_OF_ONE;
            }
        }
    }

    /** The one author; a mail that shows several, or hides one behind another, has none. */
    private static Optional<EmailAddress> author(ParsedMessage mail) {
        return mail.from().size() == 1 && mail.values("From").size() == 1
                ? mail.from().get(0).address()
                : Optional.empty();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
