package org.ecluse.server.tracking;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ecluse.mail.AddressFields;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;

/** Keeps and tells users who looked into or released their mail (B14). */
@Stateless
public class AccessHistory {
    private static final Duration ONE_LOOK = Duration.ofMinutes(10);
    private static final Set<EventKind> TOLD = Set.of(EventKind.VIEWED, EventKind.RELEASED, EventKind.LEARNED);
    private static final String FROM =
            " from EventRow e join CopyRow c on c.id = e.copyId join MessageRow m on m.id = c.message.id"
                    + " where e.customerId = :customer and e.recipient = :recipient and e.kind in :kinds";

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    Clock clock;

    /**
     * What was done with the mail of an address, newest first.
     *
     * @param customerId of the address now: what was another customer's stays there
     * @param recipient address key; the caller has made sure that it is its owner who asks
     */
    public Page<AccessLine> of(long customerId, String recipient, PageRequest page) {
        List<AccessLine> lines = rows.createQuery(
                        "select e, c, m" + FROM + " order by e.happenedAt desc, e.id desc", Object[].class)
                .setParameter("customer", customerId)
                .setParameter("recipient", recipient)
                .setParameter("kinds", TOLD)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultStream()
                .map(AccessHistory::line)
                .toList();
        long total = rows.createQuery("select e.id" + FROM, Long.class)
                .setParameter("customer", customerId)
                .setParameter("recipient", recipient)
                .setParameter("kinds", TOLD)
                .setMaxResults(Page.COUNTED)
                .getResultList()
                .size();
        return new Page<>(lines, total);
    }

    /** Notes a look; a page that is opened again and again is one look. @param actor who looked */
    public void note(CopyRow copy, String actor, Look look) {
        Instant now = clock.instant();
        String detail = look.detail();
        long before = rows.createQuery(
                        "select count(e) from EventRow e where e.copyId = :copy and e.kind = :viewed and e.actor = :actor"
                                + " and e.detail = :detail and e.happenedAt > :since",
                        Long.class)
                .setParameter("copy", copy.id())
                .setParameter("viewed", EventKind.VIEWED)
                .setParameter("actor", actor)
                .setParameter("detail", detail)
                .setParameter("since", now.minus(ONE_LOOK))
                .getSingleResult();
        if (before == 0) {
            rows.persist(EventRow.of(copy, EventKind.VIEWED, now, actor, detail));
        }
    }

    private static AccessLine line(Object[] row) {
        EventRow event = (EventRow) row[0];
        MessageRow message = (MessageRow) row[2];
        return new AccessLine(
                new TimelineEvent(event.happenedAt(), event.kind(), event.recipient(), event.actor(), event.detail()),
                ((CopyRow) row[1]).publicId(),
                message.subject(),
                AddressFields.readable(message.headerFrom()).orElse(message.reversePath()));
    }
}
