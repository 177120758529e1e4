package org.ecluse.server.greylist;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/** Senders that somebody expects: they pass the grey zone for 24 hours ("attendu", B7). */
@Stateless
public class ExpectedSenders {
    private static final Duration EXPECTED_FOR = Duration.ofHours(24);
    private static final int MOST_OF_CUSTOMER = 1_000;
    private static final int MOST_OF_RECIPIENT = 20;

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** Those that count now, the newest first. */
    public Page<ExpectedSender> list(Viewer viewer, long customerId, PageRequest page) {
        viewer.mustSee(customerId);
        List<ExpectedSender> found = rows
                .createQuery(
                        "select e from GreyExpectedRow e where e.customerId = :customer and e.expiresAt > :now"
                                + " order by e.createdAt desc, e.id desc",
                        GreyExpectedRow.class)
                .setParameter("customer", customerId)
                .setParameter("now", clock.instant())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(GreyExpectedRow::expected)
                .toList();
        return new Page<>(found, count(customerId, Optional.empty()));
    }

    /**
     * Lets mail of {@code sender} through for 24 hours from now.
     *
     * @param sender address or domain
     * @param recipient one of the customer's addresses; empty: all of them
     */
    public ExpectedSender expect(Viewer viewer, long customerId, String sender, Optional<String> recipient) {
        viewer.mustAdminister(customerId);
        Optional<String> key = recipient
                .filter(written -> !written.isBlank())
                .map(written -> recipientOf(customerId, written).key());
        ExpectedSender expected = expect(customerId, checkedSender(sender), key, viewer.name());
        audit.record(viewer, customerId, AuditAction.SENDER_EXPECTED, "+" + expected.sender(), recipient.orElse(""));
        return expected;
    }

    /** Lets a correspondence that waits now come through at its next try: its sender's domain is expected. */
    public ExpectedSender letThrough(Viewer viewer, String noticeId) {
        GreyNoticeRow row = rows.find(GreyNoticeRow.class, noticeId);
        if (row == null) {
            throw new NotThereException();
        }
        GreyNotice notice = row.notice();
        viewer.mustAdminister(notice.customerId());
        ExpectedSender expected = expect(notice.customerId(), notice.senderDomain(), Optional.empty(), viewer.name());
        audit.record(viewer, notice.customerId(), AuditAction.SENDER_EXPECTED, "+" + expected.sender(), "");
        return expected;
    }

    /** Takes it back: the sender waits again like any other. */
    public void withdraw(Viewer viewer, long id) {
        GreyExpectedRow row = rows.find(GreyExpectedRow.class, id);
        if (row == null) {
            throw new NotThereException();
        }
        viewer.mustAdminister(row.customerId());
        rows.remove(row);
        audit.record(viewer, row.customerId(), AuditAction.SENDER_EXPECTED, "-" + row.sender(), "");
    }

    /**
     * A recipient's own wish; the caller has made sure that it is the recipient who wishes.
     *
     * @param customerId of the recipient
     */
    public ExpectedSender expectByRecipient(long customerId, EmailAddress recipient, String sender) {
        Optional<String> key = Optional.of(recipient.key());
        if (count(customerId, key) >= MOST_OF_RECIPIENT) {
            throw new InvalidInputException("sender", "error.greylist.many");
        }
        return expect(customerId, checkedSender(sender), key, recipient.key());
    }

    /** Those that a recipient expects now, the newest first. */
    public List<ExpectedSender> listOfRecipient(EmailAddress recipient) {
        return rows
                .createQuery(
                        "select e from GreyExpectedRow e where e.recipient = :recipient and e.expiresAt > :now"
                                + " order by e.createdAt desc, e.id desc",
                        GreyExpectedRow.class)
                .setParameter("recipient", recipient.key())
                .setParameter("now", clock.instant())
                .getResultList()
                .stream()
                .map(GreyExpectedRow::expected)
                .toList();
    }

    /** Takes a recipient's own wish back. @throws NotThereException it is not this recipient's */
    public void withdrawByRecipient(EmailAddress recipient, long id) {
        GreyExpectedRow row = rows.find(GreyExpectedRow.class, id);
        if (row == null || !recipient.key().equals(row.recipient())) {
            throw new NotThereException();
        }
        rows.remove(row);
    }

    private ExpectedSender expect(long customerId, String sender, Optional<String> recipient, String author) {
        Instant now = clock.instant();
        Optional<GreyExpectedRow> same = same(customerId, sender, recipient, now);
        if (same.isPresent()) {
            same.get().expectUntil(now.plus(EXPECTED_FOR));
            return same.get().expected();
        }
        if (count(customerId, Optional.empty()) >= MOST_OF_CUSTOMER) {
            throw new InvalidInputException("sender", "error.greylist.many");
        }
        GreyExpectedRow row =
                new GreyExpectedRow(customerId, recipient.orElse(null), sender, author, now, now.plus(EXPECTED_FOR));
        rows.persist(row);
        return row.expected();
    }

    private Optional<GreyExpectedRow> same(long customerId, String sender, Optional<String> recipient, Instant now) {
        return rows
                .createQuery(
                        "select e from GreyExpectedRow e where e.customerId = :customer and e.sender = :sender"
                                + " and coalesce(e.recipient, '') = :recipient and e.expiresAt > :now",
                        GreyExpectedRow.class)
                .setParameter("customer", customerId)
                .setParameter("sender", sender)
                .setParameter("recipient", recipient.orElse(""))
                .setParameter("now", now)
                .getResultList()
                .stream()
                .findFirst();
    }

    private long count(long customerId, Optional<String> recipient) {
        return rows.createQuery(
                        "select count(e) from GreyExpectedRow e where e.customerId = :customer and e.expiresAt > :now"
                                + " and (:recipient = '' or e.recipient = :recipient)",
                        Long.class)
                .setParameter("customer", customerId)
                .setParameter("now", clock.instant())
                .setParameter("recipient", recipient.orElse(""))
                .getSingleResult();
    }

    private EmailAddress recipientOf(long customerId, String written) {
        return EmailAddress.parse(written.strip())
                .filter(address -> isOwn(customerId, address.domain()))
                .orElseThrow(() -> new InvalidInputException("recipient", "error.list.recipient"));
    }

    private boolean isOwn(long customerId, DomainName domain) {
        return rows.createQuery(
                                "select d from DomainRow d where d.customerId = :customer and d.name = :name",
                                DomainRow.class)
                        .setParameter("customer", customerId)
                        .setParameter("name", domain.value())
                        .getResultList()
                        .size()
                == 1;
    }

    private static String checkedSender(String written) {
        String sender = written.strip();
        return EmailAddress.parse(sender)
                .map(EmailAddress::key)
                .or(() -> DomainName.parse(sender).map(DomainName::value).filter(name -> name.contains(".")))
                .filter(key -> key.length() <= 320)
                .orElseThrow(() -> new InvalidInputException("sender", "error.greylist.sender"));
    }
}
