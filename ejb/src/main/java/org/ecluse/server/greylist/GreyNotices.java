package org.ecluse.server.greylist;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;

/** What waits in the grey zone, for people: those who administer the recipients, and those who look after the sender. */
@Stateless
public class GreyNotices {
    private static final String WAITING =
            " from GreyNoticeRow n where n.customerId = :customer and n.state = :waiting and n.forgetAt > :now"
                    + " and (lower(n.sender) like :search escape '!' or lower(n.senderDomain) like :search escape '!'"
                    + " or lower(n.recipient) like :search escape '!')";

    private static final int MOST_OF_RECIPIENT = 50;

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    Clock clock;

    /**
     * Correspondences that wait now, the latest try first.
     *
     * @param search any part of sender or recipient; "" for all
     */
    public Page<GreyNotice> waiting(Viewer viewer, long customerId, String search, PageRequest page) {
        viewer.mustSee(customerId);
        List<GreyNotice> found = bind(
                        rows.createQuery("select n" + WAITING + " order by n.lastAt desc, n.id", GreyNoticeRow.class),
                        customerId,
                        search)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(GreyNoticeRow::notice)
                .toList();
        long total = bind(rows.createQuery("select n.id" + WAITING, String.class), customerId, search)
                .setMaxResults(Page.COUNTED)
                .getResultList()
                .size();
        return new Page<>(found, total);
    }

    /** Correspondences with a recipient that wait now, the latest try first, at most {@value #MOST_OF_RECIPIENT}. */
    public List<GreyNotice> waitingFor(EmailAddress recipient) {
        return rows
                .createQuery(
                        "select n from GreyNoticeRow n where n.recipient = :recipient and n.state = :waiting"
                                + " and n.forgetAt > :now order by n.lastAt desc, n.id",
                        GreyNoticeRow.class)
                .setParameter("recipient", recipient.key())
                .setParameter("waiting", GreyNoticeRow.State.WAITING)
                .setParameter("now", clock.instant())
                .setMaxResults(MOST_OF_RECIPIENT)
                .getResultList()
                .stream()
                .map(GreyNoticeRow::notice)
                .toList();
    }

    /** The notice whose opaque id a sender was given, that of the last try if several customers have one. */
    public Optional<GreyNotice> ofSender(String greyId) {
        return rows
                .createQuery(
                        "select n from GreyNoticeRow n where n.greyId = :id order by n.lastAt desc",
                        GreyNoticeRow.class)
                .setParameter("id", greyId)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst()
                .map(GreyNoticeRow::notice);
    }

    private <T> TypedQuery<T> bind(TypedQuery<T> query, long customerId, String search) {
        return query.setParameter("customer", customerId)
                .setParameter("waiting", GreyNoticeRow.State.WAITING)
                .setParameter("now", clock.instant())
                .setParameter("search", Like.contains(search));
    }
}
