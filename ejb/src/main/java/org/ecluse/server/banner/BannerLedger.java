package org.ecluse.server.banner;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.mail.CopyId;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;

/**
 * What is kept of copies that go out with a banner, and what their recipients report by it. Each method is one short transaction; a
 * recipient's model is the sum of its reports at every moment, its row locked while it changes.
 */
@Stateless
public class BannerLedger {
    /** Reports of a recipient that count; the oldest is forgotten for a new one. */
    static final int MOST_LESSONS = 100;

    /** Whoever reports a mail does so when reading it; a row waits for as long. Not longer than tracking is kept at least. */
    public static final Duration LINK_LIFE = Duration.ofDays(30);

    private static final String REPORTED = "BANNER_SPAM";
    private static final String TAKEN_BACK = "BANNER_UNDONE";

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** What became of a wish. */
    public enum Answer {
        DONE,
        /** It was so before. */
        ALREADY,
        /** Noted, but there is too little in the message to know similar ones by. */
        TOO_SHORT,
        /** Its time is over. */
        GONE
    }

    /**
     * Keeps what a report of these copies will need. Doing it twice is doing it once.
     *
     * @param tokens of the message, which all copies share
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void offer(List<BannerOffer> offers, int[] tokens, Instant receivedAt) {
        Instant expiresAt = receivedAt.plus(LINK_LIFE);
        byte[] packed = OwnTokens.packed(tokens);
        for (BannerOffer offer : offers) {
            rows.createNativeQuery(
                            "INSERT INTO banner_copy (copy_id, customer_id, address, language, tokens, expires_at)"
                                    + " VALUES (:copy, :customer, :address, :language, :tokens,"
                                    + " CAST(:until AS TIMESTAMP(6) WITH TIME ZONE)) ON CONFLICT DO NOTHING")
                    .setParameter("copy", offer.copy().toString())
                    .setParameter("customer", offer.customerId())
                    .setParameter("address", offer.address())
                    .setParameter("language", language(offer))
                    .setParameter("tokens", packed)
                    .setParameter("until", expiresAt)
                    .executeUpdate();
        }
    }

    /** As reports choose it: the recipient's own, else the customer's. */
    private String language(BannerOffer offer) {
        List<?> found = rows.createNativeQuery("SELECT COALESCE((SELECT s.locale FROM subscription s"
                        + " WHERE s.address = :address AND s.customer_id = c.id), c.locale)"
                        + " FROM customer c WHERE c.id = :customer")
                .setParameter("address", offer.address())
                .setParameter("customer", offer.customerId())
                .getResultList();
        return found.stream().anyMatch("fr"::equals) ? "fr" : "en";
    }

    /** The copy that a link is about, as far as its page may tell of it; empty when its time is over. */
    public Optional<ReportedCopy> find(String copyId, String address) {
        return offered(copyId, address, LockModeType.NONE)
                .flatMap(row ->
                        copy(copyId).map(copy -> new ReportedCopy(copy.message().subject(), row.reportedAt())));
    }

    /** Reports a copy as spam, for its recipient alone. */
    public Answer report(String copyId, String address) {
        Optional<RecipientModelRow> model = locked(copyId, address);
        Optional<BannerCopyRow> row = offered(copyId, address, LockModeType.PESSIMISTIC_WRITE);
        Optional<CopyRow> copy = copy(copyId);
        if (model.isEmpty() || row.isEmpty() || copy.isEmpty()) {
            return Answer.GONE;
        }
        if (row.get().reportedAt().isPresent()) {
            return Answer.ALREADY;
        }
        Instant now = clock.instant();
        row.get().reported(now);
        model.get().become(sum(newest(address)));
        note(copy.get(), row.get(), AuditAction.SPAM_REPORTED, REPORTED, now);
        return teaches(row.get()) ? Answer.DONE : Answer.TOO_SHORT;
    }

    /** Takes a report back: what was learned of it is as it would be without it. */
    public Answer takeBack(String copyId, String address) {
        Optional<RecipientModelRow> model = locked(copyId, address);
        Optional<BannerCopyRow> row = offered(copyId, address, LockModeType.PESSIMISTIC_WRITE);
        if (model.isEmpty() || row.isEmpty()) {
            return Answer.GONE;
        }
        if (row.get().reportedAt().isEmpty()) {
            return Answer.ALREADY;
        }
        row.get().takenBack();
        model.get().become(sum(newest(address)));
        copy(copyId)
                .ifPresent(copy -> note(copy, row.get(), AuditAction.SPAM_REPORT_UNDONE, TAKEN_BACK, clock.instant()));
        return Answer.DONE;
    }

    /** Removes what was kept for links that ended unused. @return how many, at most {@code limit} */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int forget(Instant now, int limit) {
        List<String> over = rows.createQuery(
                        "select b.copyId from BannerCopyRow b where b.reportedAt is null and b.expiresAt <= :now",
                        String.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
        return over.isEmpty()
                ? 0
                : rows.createQuery("delete from BannerCopyRow b where b.copyId in :ids and b.reportedAt is null")
                        .setParameter("ids", over)
                        .executeUpdate();
    }

    /** The model of the recipient whose copy this is, locked until the transaction ends; made if there is none. */
    private Optional<RecipientModelRow> locked(String copyId, String address) {
        Optional<BannerCopyRow> row = offered(copyId, address, LockModeType.NONE);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        rows.createNativeQuery("INSERT INTO recipient_model (address, customer_id, model)"
                        + " VALUES (:address, :customer, :none) ON CONFLICT DO NOTHING")
                .setParameter("address", address)
                .setParameter("customer", row.get().customerId())
                .setParameter("none", OwnModel.EMPTY.toBytes())
                .executeUpdate();
        rows.detach(row.get()); // somebody else may have changed it while this waits for the lock
        return Optional.of(rows.find(RecipientModelRow.class, address, LockModeType.PESSIMISTIC_WRITE));
    }

    private Optional<BannerCopyRow> offered(String copyId, String address, LockModeType lock) {
        return Optional.ofNullable(rows.find(BannerCopyRow.class, copyId, lock))
                .filter(row -> row.address().equals(address));
    }

    /** What the recipient reported last; what is older than the newest {@value #MOST_LESSONS} is forgotten. */
    private List<BannerCopyRow> newest(String address) {
        List<BannerCopyRow> reported = rows.createQuery(
                        "select b from BannerCopyRow b where b.address = :address and b.reportedAt is not null"
                                + " order by b.reportedAt desc, b.copyId",
                        BannerCopyRow.class)
                .setParameter("address", address)
                .getResultList();
        int kept = Math.min(reported.size(), MOST_LESSONS);
        reported.subList(kept, reported.size()).forEach(rows::remove);
        return reported.subList(0, kept);
    }

    /** Each report speaks for itself, as if different people taught: it is the recipient's own mail only that they count for. */
    private static OwnModel sum(List<BannerCopyRow> reported) {
        return OwnModel.of(reported.stream()
                .filter(BannerLedger::teaches)
                .map(row -> new OwnModel.Taught(row.tokens(), true, 1, row.copyId()))
                .toList());
    }

    private static boolean teaches(BannerCopyRow row) {
        return row.tokens().length >= OwnTokens.LEAST;
    }

    private void note(CopyRow copy, BannerCopyRow row, AuditAction action, String detail, Instant now) {
        rows.persist(EventRow.of(copy, EventKind.LEARNED, now, row.address(), detail));
        audit.record(row.address(), Optional.of(row.customerId()), action, row.copyId(), "");
    }

    private Optional<CopyRow> copy(String copyId) {
        return CopyId.parse(copyId)
                .flatMap(id -> rows.createQuery(
                                "select c from CopyRow c join fetch c.message m where m.publicId = :message and c.number = :number",
                                CopyRow.class)
                        .setParameter("message", id.message().value())
                        .setParameter("number", id.number())
                        .getResultStream()
                        .findFirst());
    }
}
