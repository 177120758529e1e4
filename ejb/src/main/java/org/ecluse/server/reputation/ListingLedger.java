package org.ecluse.server.reputation;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.reputation.Seen;
import org.ecluse.filter.reputation.Standing;

/** Writes listings, each in a commit of its own, and reads all that count. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ListingLedger {
    /** Listings that count at once; beyond them nobody more is listed. */
    static final int MOST = 50_000;

    /** A listing that is over is still shown so long, and its page still tells of it. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** 128 bits: 22 characters that a URL path takes unchanged. */
    private static final int ID_BYTES = 16;

    private static final String COUNTS =
            " from ListingRow l where l.endsAt > :now and l.removedAt is null or l.exemptUntil > :now";
    private static final SecureRandom RANDOM = new SecureRandom();

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    /** {@link #MOST}, which a test may lower. */
    int most = MOST;

    /**
     * Follows a client: lists it, keeps a listing up to date, ends it early. One that was removed is left alone until its time is over.
     *
     * @return whether anything changed
     */
    public boolean follow(String client, Standing standing, Seen seen, Instant now) {
        Optional<ListingRow> present = present(client, now);
        if (present.isPresent()) {
            if (!present.get().isRemoved()) {
                present.get().follow(standing, seen, now);
            }
            return !present.get().isRemoved();
        }
        if (!standing.listable() || count(now) >= most) {
            return false;
        }
        ListingRow row = new ListingRow(newId(), client, now);
        row.follow(standing, seen, now);
        rows.persist(row);
        return true;
    }

    /** Everything that counts now: the listed, and the removed that are not to be listed. */
    public List<ListedClient> counting(Instant now) {
        return rows
                .createQuery("select l" + COUNTS + " order by l.lastAt desc, l.id", ListingRow.class)
                .setParameter("now", now)
                .setMaxResults(most * 2)
                .getResultList()
                .stream()
                .map(ListingRow::listing)
                .toList();
    }

    /** Customers there are: with one, there is nobody to protect from what it reports. */
    public long customers() {
        return rows.createQuery("select count(c) from CustomerRow c", Long.class)
                .getSingleResult();
    }

    /** Removes what has been over for a month. */
    public int forget(Instant now) {
        return rows.createQuery("delete from ListingRow l where l.endsAt < :before"
                        + " and (l.exemptUntil is null or l.exemptUntil < :before)")
                .setParameter("before", now.minus(KEPT))
                .executeUpdate();
    }

    private Optional<ListingRow> present(String client, Instant now) {
        return rows
                .createQuery(
                        "select l from ListingRow l where l.client = :client"
                                + " and (l.endsAt > :now and l.removedAt is null or l.exemptUntil > :now)"
                                + " order by l.exemptUntil desc nulls last, l.id",
                        ListingRow.class)
                .setParameter("client", client)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    private long count(Instant now) {
        return rows.createQuery("select count(l)" + COUNTS, Long.class)
                .setParameter("now", now)
                .getSingleResult();
    }

    private static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }
}
