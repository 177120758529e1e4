package org.ecluse.server.notice;

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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.notice.NoticeParty;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.ownmail.KeptMail;
import org.ecluse.server.ownmail.OwnMailRecorder;

/** The rows of notices, in short transactions. What is over a bound waits for its turn and is told in a later mail. */
@Stateless
public class NoticeLedger {
    /** Copies that one mail tells of. */
    static final int MOST_IN_MAIL = 50;

    /** Copies that wait for one address; more are not noted, the report and the console show them. */
    static final int MOST_WAITING = 500;

    /** Mails to one address in an hour. */
    static final int MAILS_AN_HOUR = 12;

    /** Mails to one sender in an hour: it asked for none. */
    static final int MAILS_TO_SENDER_AN_HOUR = 3;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int GROUPS_AT_ONCE = 100;

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private OwnMailRecorder recorder;

    @Inject
    private Clock clock;

    /** Notes that addresses are to be told of a held copy. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void note(long customerId, String copyId, String recipient, Map<NoticeParty, String> told) {
        Instant now = clock.instant();
        told.forEach((party, address) -> {
            NoticeGroup group = new NoticeGroup(customerId, party, address);
            if (waiting(group) < MOST_WAITING) {
                rows.persist(new NoticeRow(customerId, party, address, copyId, recipient, now));
            }
        });
    }

    /** Groups with something to tell, the longest waiting first. */
    public List<NoticeGroup> groups() {
        return rows
                .createQuery(
                        "select n.customerId, n.party, n.address from NoticeRow n where n.state = :waiting"
                                + " group by n.customerId, n.party, n.address order by min(n.id)",
                        Object[].class)
                .setParameter("waiting", NoticeRow.State.WAITING)
                .setMaxResults(GROUPS_AT_ONCE)
                .getResultList()
                .stream()
                .map(row -> new NoticeGroup((Long) row[0], (NoticeParty) row[1], (String) row[2]))
                .toList();
    }

    /** What the group's next mail tells; empty while it had its mails of this hour. */
    public Optional<NoticeBatch> batch(NoticeGroup group) {
        int most = group.party() == NoticeParty.SENDER ? MAILS_TO_SENDER_AN_HOUR : MAILS_AN_HOUR;
        if (mailsOfTheHour(group.address()) >= most) {
            return Optional.empty();
        }
        List<NoticeBatch.Item> items = rows
                .createQuery(
                        "select n from NoticeRow n where n.state = :waiting and n.customerId = :customer"
                                + " and n.party = :party and n.address = :address order by n.id",
                        NoticeRow.class)
                .setParameter("waiting", NoticeRow.State.WAITING)
                .setParameter("customer", group.customerId())
                .setParameter("party", group.party())
                .setParameter("address", group.address())
                .setMaxResults(MOST_IN_MAIL)
                .getResultList()
                .stream()
                .map(row -> new NoticeBatch.Item(row.id(), row.copyId(), row.recipient()))
                .toList();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        CustomerRow customer = rows.find(CustomerRow.class, group.customerId());
        int more = Math.toIntExact(waiting(group) - items.size());
        return Optional.of(new NoticeBatch(group, customer.locale(), customer.zoneId(), items, more));
    }

    /** Queues the batch's mail. False: another node was faster with some of it, and nothing was written. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean record(NoticeBatch batch, KeptMail mail) {
        if (!markAll(batch, NoticeRow.State.SENT)) {
            return false;
        }
        recorder.queue(mail, "notice of held mail");
        return true;
    }

    /** Nothing of the batch is held any more. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void drop(NoticeBatch batch) {
        markAll(batch, NoticeRow.State.DROPPED);
    }

    /** Forgets what is old, told or not: who was not told for two days has long seen it elsewhere. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void forgetOld() {
        rows.createQuery("delete from NoticeRow n where n.createdAt < :before")
                .setParameter("before", clock.instant().minus(KEPT))
                .executeUpdate();
    }

    private boolean markAll(NoticeBatch batch, NoticeRow.State state) {
        List<Long> ids = batch.items().stream().map(NoticeBatch.Item::id).toList();
        // The rows that are still waiting are locked in the order of their ids: two nodes never lock crosswise.
        long still = rows.createQuery(
                        "select n from NoticeRow n where n.id in :ids and n.state = :waiting order by n.id",
                        NoticeRow.class)
                .setParameter("ids", ids)
                .setParameter("waiting", NoticeRow.State.WAITING)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .size();
        if (still != ids.size()) {
            return false;
        }
        rows.createQuery("update NoticeRow n set n.state = :state, n.sentAt = :now where n.id in :ids")
                .setParameter("state", state)
                .setParameter("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setParameter("ids", ids)
                .executeUpdate();
        return true;
    }

    private long mailsOfTheHour(String address) {
        return rows.createQuery(
                        "select count(distinct n.sentAt) from NoticeRow n where n.state = :sent"
                                + " and n.address = :address and n.sentAt > :since",
                        Long.class)
                .setParameter("sent", NoticeRow.State.SENT)
                .setParameter("address", address)
                .setParameter("since", clock.instant().minus(HOUR))
                .getSingleResult();
    }

    private long waiting(NoticeGroup group) {
        return rows.createQuery(
                        "select count(n) from NoticeRow n where n.state = :waiting and n.customerId = :customer"
                                + " and n.party = :party and n.address = :address",
                        Long.class)
                .setParameter("waiting", NoticeRow.State.WAITING)
                .setParameter("customer", group.customerId())
                .setParameter("party", group.party())
                .setParameter("address", group.address())
                .getSingleResult();
    }
}
