package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.ecluse.digest.ReportTime;
import org.ecluse.server.directory.CustomerRow;

/** Subscribes new users of the domains whose setting says so. */
@Stateless
public class AutoSubscription {
    private static final int MOST_AT_ONCE = 1_000;

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    Clock clock;

    /**
     * Subscribes addresses of domains with automatic subscription that have held mail but no subscription yet, and that nobody else's
     * report tells of. Ended subscriptions stay ended.
     *
     * @param back how far: what is older was looked at before, and the whole quarantine need not be read each time
     */
    public void subscribeNewRecipients(Duration back) {
        Instant now = clock.instant();
        List<Object[]> missing = rows.createQuery("""
                        SELECT DISTINCT q.recipient, d.customerId FROM QuarantineEntryRow q, CopyRow c, DomainRow d
                        WHERE q.state = org.ecluse.server.quarantine.QuarantineEntryRow.State.HELD
                          AND q.reportId IS NULL
                          AND q.quarantineClass = org.ecluse.server.quarantine.QuarantineClass.USER
                          AND q.customerId = d.customerId AND q.quarantinedAt >= :since
                          AND c.id = q.copyId AND d.id = c.domainId AND d.autoSubscribe = TRUE AND d.active = TRUE
                          AND NOT EXISTS (SELECT s.id FROM SubscriptionRow s WHERE s.address = q.recipient)
                          AND NOT EXISTS (SELECT w.address FROM WatchedAddressRow w WHERE w.address = q.recipient)
                        ORDER BY q.recipient""", Object[].class)
                .setParameter("since", now.minus(back))
                .setMaxResults(MOST_AT_ONCE)
                .getResultList();
        for (Object[] each : missing) {
            CustomerRow customer = rows.find(CustomerRow.class, each[1]);
            ReportTime time = new ReportTime(ZoneId.of(customer.zoneId()), SubscriptionService.DEFAULT_HOUR);
            rows.persist(new SubscriptionRow(
                    customer.id(), (String) each[0], SubscriptionService.language(customer.locale()), time, now));
        }
    }
}
