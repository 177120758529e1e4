package org.ecluse.server.quarantine;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecluse.mail.AddressFields;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.quarantine.ReleaseRule;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.policy.PolicyRevisionRow;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.verdict.VerdictName;

/** Reads the quarantine; changes nothing. */
@Stateless
public class QuarantineRows {
    private static final String FROM =
            " FROM QuarantineEntryRow q JOIN CopyRow c ON c.id = q.copyId JOIN MessageRow m ON m.id = q.messageId WHERE ";

    private static final String UNREPORTED =
            "q.recipient IN :recipients AND q.reportId IS NULL AND q.quarantineClass = :user AND q.state = :held"
                    + " AND q.verdict IN :verdicts";

    private static final int WAITING_SHOWN = 50;

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    /** Newest first. */
    public Page<QuarantineEntry> list(Viewer viewer, QuarantineFilter filter, PageRequest page) {
        return list(viewer.customerId(), filter, viewer.readsSubjects(), page).map(entry -> entry.seenBy(viewer));
    }

    /** What is held for an address of a customer and its user may know of, newest first. */
    public Page<QuarantineEntry> listOfRecipient(
            long customerId, String recipient, Optional<String> text, PageRequest page) {
        QuarantineFilter filter = new QuarantineFilter(
                text,
                Optional.of(recipient),
                Optional.empty(),
                Optional.of(QuarantineClass.USER),
                Optional.of(QuarantineEntryRow.State.HELD),
                Optional.empty(),
                Optional.empty());
        return list(Optional.of(customerId), filter, true, page);
    }

    /** @param subjects whether the text is looked for in subjects: searching would tell what is not shown */
    private Page<QuarantineEntry> list(
            Optional<Long> customer, QuarantineFilter filter, boolean subjects, PageRequest page) {
        Map<String, Object> parameters = new HashMap<>();
        String condition = condition(customer, filter, subjects, parameters);
        TypedQuery<Object[]> rows = entityManager.createQuery(
                "SELECT q, c, m" + FROM + condition + " ORDER BY q.quarantinedAt DESC, q.id DESC", Object[].class);
        parameters.forEach(rows::setParameter);
        List<QuarantineEntry> items = rows.setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultStream()
                .map(this::shown)
                .toList();
        TypedQuery<Long> ids = entityManager.createQuery(
                "SELECT COUNT(t.entry) FROM (SELECT q.id AS entry" + FROM + condition
                        + " ORDER BY q.quarantinedAt DESC FETCH FIRST " + Page.COUNTED + " ROWS ONLY) t",
                Long.class);
        parameters.forEach(ids::setParameter);
        return new Page<>(items, ids.getSingleResult());
    }

    /** The entry of a copy, whoever asks. */
    public Optional<QuarantineEntry> find(CopyId copy) {
        return entityManager
                .createQuery("SELECT q, c, m" + FROM + "m.publicId = :message AND c.number = :number", Object[].class)
                .setParameter("message", copy.message().value())
                .setParameter("number", copy.number())
                .getResultStream()
                .findFirst()
                .map(this::shown);
    }

    /** What a recipient released after {@code since} and is not delivered yet, the last one first. */
    public List<QuarantineEntry> releasedAndWaiting(long customerId, String recipient, Instant since) {
        return entityManager
                .createQuery(
                        "SELECT q, c, m" + FROM + "q.customerId = :customer AND q.recipient = :recipient"
                                + " AND q.state = :released AND q.releasedBy = :recipient AND q.releasedAt > :since"
                                + " AND c.state = :queued ORDER BY q.releasedAt DESC, q.id DESC",
                        Object[].class)
                .setParameter("customer", customerId)
                .setParameter("recipient", recipient)
                .setParameter("released", QuarantineEntryRow.State.RELEASED)
                .setParameter("queued", CopyRow.State.QUEUED)
                .setParameter("since", since)
                .setMaxResults(WAITING_SHOWN)
                .getResultStream()
                .map(this::shown)
                .toList();
    }

    /** Whether a recipient said after {@code since} that a copy is no spam. */
    public boolean isReportedNotSpam(CopyId copy, String recipient, Instant since) {
        return entityManager
                        .createQuery(
                                "SELECT COUNT(f) FROM FeedbackRow f JOIN CopyRow c ON c.id = f.copyId JOIN c.message m"
                                        + " WHERE m.publicId = :message AND c.number = :number"
                                        + " AND f.reportedBy = :recipient AND f.reportedAt > :since",
                                Long.class)
                        .setParameter("message", copy.message().value())
                        .setParameter("number", copy.number())
                        .setParameter("recipient", recipient)
                        .setParameter("since", since)
                        .getSingleResult()
                > 0;
    }

    /** The address in From, or else the envelope's: whom a person would put on a list. Empty: there is none. */
    public Optional<EmailAddress> senderOf(CopyId copy) {
        return entityManager
                .createQuery("SELECT m FROM MessageRow m WHERE m.publicId = :message", MessageRow.class)
                .setParameter("message", copy.message().value())
                .getResultStream()
                .findFirst()
                .flatMap(message -> AddressFields.mailboxes(message.headerFrom()).stream()
                        .map(Mailbox::address)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(() -> EmailAddress.parse(message.reversePath())));
    }

    /** Held copies that their user may know of and no report has listed yet, newest first. */
    public List<Unreported> unreported(Collection<String> recipients, Collection<VerdictName> verdicts, int limit) {
        return entityManager
                .createQuery(
                        "SELECT q, c, m" + FROM + UNREPORTED + " ORDER BY q.quarantinedAt DESC, q.id DESC",
                        Object[].class)
                .setParameter("recipients", recipients)
                .setParameter("verdicts", verdicts)
                .setParameter("user", QuarantineClass.USER)
                .setParameter("held", QuarantineEntryRow.State.HELD)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new Unreported(((QuarantineEntryRow) row[0]).id(), shown(row)))
                .toList();
    }

    /** Ids of all such copies, in no order. */
    public List<Long> unreportedIds(Collection<String> recipients, Collection<VerdictName> verdicts) {
        return entityManager
                .createQuery("SELECT q.id FROM QuarantineEntryRow q WHERE " + UNREPORTED, Long.class)
                .setParameter("recipients", recipients)
                .setParameter("verdicts", verdicts)
                .setParameter("user", QuarantineClass.USER)
                .setParameter("held", QuarantineEntryRow.State.HELD)
                .getResultList();
    }

    /** An entry that waits for its report. */
    public record Unreported(long entryId, QuarantineEntry entry) {}

    /** The policy in force for a copy's domain now; the shipped one if none was published. */
    public FilterPolicy policyOf(CopyRow copy) {
        return entityManager
                .createQuery(
                        "SELECT p FROM PolicyRevisionRow p WHERE p.customerId = :customer"
                                + " AND (p.domainId = :domain OR p.domainId IS NULL)"
                                + " ORDER BY CASE WHEN p.domainId IS NULL THEN 1 ELSE 0 END, p.id DESC",
                        PolicyRevisionRow.class)
                .setParameter("customer", copy.customerId())
                .setParameter("domain", copy.domainId())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(row -> PolicyDocument.parse(row.document()))
                .orElse(FilterPolicy.DEFAULT);
    }

    private QuarantineEntry shown(Object[] row) {
        QuarantineEntryRow entry = (QuarantineEntryRow) row[0];
        CopyRow copy = (CopyRow) row[1];
        MessageRow message = (MessageRow) row[2];
        return new QuarantineEntry(
                copy.publicId(),
                entry.customerId(),
                entry.recipient(),
                sender(message),
                message.subject(),
                entry.verdict(),
                entry.quarantineClass(),
                entry.state(),
                copy.score(),
                message.sizeBytes(),
                entry.quarantinedAt(),
                entry.expiresAt(),
                Optional.ofNullable(entry.releasedAt()),
                Optional.ofNullable(entry.releasedBy()),
                ReleaseRule.least(
                        entry.verdict(),
                        entry.quarantineClass() == QuarantineClass.THREAT,
                        entry.verdict() == VerdictName.CONTENT && policyOf(copy).usersReleaseContent()),
                message.content() == MessageRow.Content.KEPT);
    }

    /** The first From as a person reads it: encoded words decoded. Whoever shows it escapes it. */
    private static String sender(MessageRow message) {
        return AddressFields.readable(message.headerFrom()).orElse(message.reversePath());
    }

    private static String condition(
            Optional<Long> customer, QuarantineFilter filter, boolean subjects, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        conditions.add("TRUE = TRUE");
        add(customer, "q.customerId = :customer", "customer", conditions, parameters);
        add(filter.recipient(), "q.recipient = :recipient", "recipient", conditions, parameters);
        add(filter.verdict(), "q.verdict = :verdict", "verdict", conditions, parameters);
        add(filter.quarantineClass(), "q.quarantineClass = :class", "class", conditions, parameters);
        add(filter.state(), "q.state = :state", "state", conditions, parameters);
        add(filter.from(), "q.quarantinedAt >= :from", "from", conditions, parameters);
        add(filter.until(), "q.quarantinedAt < :until", "until", conditions, parameters);
        add(
                filter.text().filter(text -> !text.isBlank()).map(QuarantineRows::anyPart),
                "(LOWER(q.recipient) LIKE :text ESCAPE '!' OR LOWER(m.headerFrom) LIKE :text ESCAPE '!'"
                        + " OR LOWER(m.reversePath) LIKE :text ESCAPE '!'"
                        + (subjects ? " OR LOWER(m.subject) LIKE :text ESCAPE '!')" : ")"),
                "text",
                conditions,
                parameters);
        return String.join(" AND ", conditions);
    }

    private static void add(
            Optional<?> value, String condition, String name, List<String> conditions, Map<String, Object> parameters) {
        value.ifPresent(given -> {
            conditions.add(condition);
            parameters.put(name, given);
        });
    }

    private static String anyPart(String text) {
        return "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }
}
