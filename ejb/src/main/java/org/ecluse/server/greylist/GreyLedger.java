package org.ecluse.server.greylist;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.rows.Bounded;
import org.ecluse.server.tracking.EventRow;

/** Writes the grey zone's rows, each change a commit of its own; what two connections write at once is written once. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class GreyLedger {
    /** The sender's page still tells of a correspondence for a day after it is forgotten. */
    private static final Duration NOTICES_KEPT = Duration.ofDays(1);

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    /** A try and its entry in the timeline (B3). */
    public void tell(GreyNotice notice, EventRow event) {
        rows.persist(event);
        rows.createNativeQuery("""
                        INSERT INTO grey_notice (id, grey_id, customer_id, sender, sender_domain, recipient, client_address,
                        helo, doubts, state, tries, first_at, last_at, retry_from, retry_until, forget_at)
                        VALUES (:id, :grey, :customer, '', '', '', '', '', '', 'WAITING', 1, :first, :first, :first, :first, :first)
                        ON CONFLICT DO NOTHING
                        """)
                .setParameter("id", notice.id())
                .setParameter("grey", notice.greyId())
                .setParameter("customer", notice.customerId())
                .setParameter("first", Timestamp.from(notice.firstAt()))
                .executeUpdate();
        rows.find(GreyNoticeRow.class, notice.id()).tell(notice);
    }

    /** The timeline's entry for one more recipient of the same transaction. */
    public void tell(EventRow event) {
        rows.persist(event);
    }

    /** It came back: all customers whose recipients it tried to reach see that. */
    public void passed(String greyId, Instant now) {
        rows.createQuery("update GreyNoticeRow n set n.state = :passed, n.lastAt = :now where n.greyId = :id")
                .setParameter("passed", GreyNoticeRow.State.PASSED)
                .setParameter("now", now)
                .setParameter("id", greyId)
                .executeUpdate();
    }

    /** The correspondence is known from now on (R1.6). */
    public void remember(GreyKey key, Instant now) {
        upsert(
                "UPDATE grey_correspondent SET last_at = :now WHERE pool = :pool AND sender_domain = :domain",
                "INSERT INTO grey_correspondent (pool, sender_domain, first_at, last_at) VALUES (:pool, :domain, :now, :now)",
                Map.of("pool", key.pool(), "domain", key.domain(), "now", Timestamp.from(now)));
    }

    /** One of ours wrote to somebody: the answers are not delayed (B7). */
    public void wroteTo(long customerId, EmailAddress ours, EmailAddress theirs, Instant now) {
        upsert(
                "UPDATE grey_written SET last_at = :now, customer_id = :customer"
                        + " WHERE our_address = :ours AND their_address = :theirs",
                "INSERT INTO grey_written (our_address, their_address, customer_id, last_at)"
                        + " VALUES (:ours, :theirs, :customer, :now)",
                Map.of(
                        "customer", customerId,
                        "ours", Bounded.text(ours.key(), 320),
                        "theirs", Bounded.text(theirs.key(), 320),
                        "now", Timestamp.from(now)));
    }

    /** Removes what counts no more. */
    public int forget(Instant now) {
        Instant unknown = now.minus(GreyRecords.KNOWN_FOR);
        int removed = 0;
        for (String table : List.of("grey_correspondent", "grey_written")) {
            removed += delete("DELETE FROM " + table + " WHERE last_at < :before", unknown);
        }
        return removed
                + delete("DELETE FROM grey_expected WHERE expires_at < :before", now)
                + delete("DELETE FROM grey_notice WHERE forget_at < :before", now.minus(NOTICES_KEPT));
    }

    private int delete(String statement, Instant before) {
        return rows.createNativeQuery(statement)
                .setParameter("before", Timestamp.from(before))
                .executeUpdate();
    }

    private void upsert(String update, String insert, Map<String, Object> values) {
        for (String statement : List.of(update, insert + " ON CONFLICT DO NOTHING")) {
            Query query = rows.createNativeQuery(statement);
            values.forEach(query::setParameter);
            if (query.executeUpdate() > 0) {
                return;
            }
        }
    }
}
