package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.learning.AttachedMails;
import org.ecluse.mail.Budget;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.KnownRecipient;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.learning.LearnAnswer;
import org.ecluse.server.learning.LearningService;
import org.ecluse.server.learning.Lesson;
import org.ecluse.server.learning.LessonReader;
import org.ecluse.server.learning.LessonText;
import org.ecluse.server.scanning.SenderAuthentication;
import org.ecluse.settings.ServerSettings;
import org.ecluse.verdict.Reply;

/**
 * {@code spam@} and {@code nonspam@} the service's own domain: a user forwards messages as attachments, and they are learned for the
 * user's customer (R2.13). The mail itself is not kept, so the reply says what came of it. Only a recipient whose address DMARC proves
 * is believed.
 */
@ApplicationScoped
class LessonInbox {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final long BYTE_BUDGET = 100L << 20;
    private static final long ENTRY_BUDGET = 5_000;

    @Inject
    private MailReader reader;

    @Inject
    private SenderAuthentication authentication;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private LearningService learning;

    @Inject
    private LessonReader texts;

    @Inject
    private ServerSettings settings;

    /** What mail to {@code address} teaches; empty: it is no such address. */
    Optional<Lesson.Kind> kindOf(EmailAddress address) {
        if (!address.domain().value().equals(settings.service().domain())) {
            return Optional.empty();
        }
        return switch (address.localPart().toLowerCase(Locale.ROOT)) {
            case "spam" -> Optional.of(Lesson.Kind.SPAM);
            case "nonspam" -> Optional.of(Lesson.Kind.WANTED);
            default -> Optional.empty();
        };
    }

    /** A mail to such an address: who brings it and what is known of that. */
    record Forwarded(Lesson.Kind kind, SessionFacts session, ReversePath from, SenderFacts facts, RawMessage raw) {}

    /** A user who is proven, and whose. */
    private record User(String address, long customerId) {}

    /**
     * Learns what is attached. Runs in a scan thread; no transaction is open while it reads.
     *
     * @throws IOException the mail cannot be read
     * @throws SQLException the directory cannot be read now
     */
    Reply learn(Forwarded mail) throws IOException, SQLException {
        Budget budget = Budget.of(TIME, BYTE_BUDGET, ENTRY_BUDGET);
        ParsedMessage parsed = reader.read(mail.raw(), budget);
        SenderAuthentication.Established established =
                authentication.establish(mail.raw(), parsed, mail.session(), mail.from(), mail.facts());
        Optional<User> user =
                established.message().dmarc().result() == DmarcVerdict.Result.PASS ? user(parsed) : Optional.empty();
        if (user.isEmpty()) {
            return Reply.LESSON_NOT_PROVEN;
        }
        List<byte[]> attached = AttachedMails.of(mail.raw(), budget);
        if (attached.isEmpty()) {
            return Reply.LESSON_NOT_ATTACHED;
        }
        List<LearnAnswer> answers = new ArrayList<>();
        for (byte[] octets : attached) {
            answers.add(learn(mail.kind(), user.get(), octets));
        }
        return reply(answers);
    }

    private LearnAnswer learn(Lesson.Kind kind, User user, byte[] octets) throws IOException {
        try {
            LessonText text = texts.readNow(new Attached(octets));
            return learning.learnForwarded(user.customerId(), kind, user.address(), text);
        } catch (Budget.BudgetExceededException e) {
            return LearnAnswer.TOO_SHORT; // or rather too much: it can never be read
        }
    }

    /** A message in memory. */
    private record Attached(byte[] octets) implements RawMessage {
        @Override
        public long sizeBytes() {
            return octets.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(octets);
        }
    }

    /** The one author, if it is a recipient here. Aliases are resolved, so that nobody counts twice. */
    private Optional<User> user(ParsedMessage parsed) throws SQLException {
        List<EmailAddress> authors = parsed.from().stream()
                .map(ParsedMessage.Mailbox::address)
                .flatMap(Optional::stream)
                .toList();
        if (authors.size() != 1 || parsed.from().size() != 1) {
            return Optional.empty();
        }
        Optional<DomainFacts> domain = directory.domain(authors.get(0).domain());
        if (domain.isEmpty()) {
            return Optional.empty();
        }
        Optional<EmailAddress> listed =
                directory.find(authors.get(0), domain.get()).map(KnownRecipient::decidedFor);
        Optional<EmailAddress> address = domain.get().recipientCheck() == RecipientCheck.LIST
                ? listed
                : listed.or(
                        () -> Optional.of(KnownRecipient.unlisted(domain.get().main(authors.get(0)))
                                .decidedFor()));
        return address.map(found -> new User(found.key(), domain.get().customerId()));
    }

    /** The best of what came of the attached messages: one learned is success, one that can come again is not lost. */
    static Reply reply(List<LearnAnswer> answers) {
        if (answers.contains(LearnAnswer.NOT_READ)) {
            return Reply.STORAGE_UNAVAILABLE;
        }
        if (answers.contains(LearnAnswer.LEARNED)) {
            return Reply.LESSON_LEARNED;
        }
        boolean known = answers.contains(LearnAnswer.ALREADY) || answers.contains(LearnAnswer.LIKE_BEFORE);
        if (known) {
            return Reply.LESSON_KNOWN;
        }
        boolean limit = answers.contains(LearnAnswer.PERSON_LIMIT) || answers.contains(LearnAnswer.CUSTOMER_LIMIT);
        return limit ? Reply.LESSONS_USED_UP : Reply.LESSON_TOO_SHORT;
    }
}
