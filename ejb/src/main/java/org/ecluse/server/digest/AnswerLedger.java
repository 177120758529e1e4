package org.ecluse.server.digest;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.ownmail.KeptMail;
import org.ecluse.server.ownmail.OwnMailRecorder;

/**
 * How often people may be answered (decisions: Security): an address once an hour, a domain's addresses 20 times a minute; a report
 * sent at once is counted by itself, so that whoever has just read the explanation can ask for it.
 */
@Stateless
public class AnswerLedger {
    private static final Duration PER_ADDRESS = Duration.ofHours(1);
    private static final int PER_DOMAIN_AND_MINUTE = 20;
    private static final long MINUTE_SECONDS = 60;

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    OwnMailRecorder ownMail;

    @Inject
    Clock clock;

    /** What is counted. */
    public enum Kind {
        ANSWER,
        REPORT,
        /** What was done that an answer to a report asked for. */
        REPLY
    }

    /** Whether one more is allowed now. */
    public enum Room {
        FREE,
        /** The address had one within the hour. */
        TOO_SOON,
        /** The domain's other addresses used up this minute. */
        DOMAIN_FULL
    }

    /** @param address address key */
    public Room room(String address, Kind kind) {
        Instant since = clock.instant().minus(PER_ADDRESS);
        Number recent = (Number) rows.createNativeQuery("SELECT COUNT(*) FROM mail_answer"
                        + " WHERE address = :address AND kind = :kind AND answered_at > :since")
                .setParameter("address", address)
                .setParameter("kind", kind.name())
                .setParameter("since", since)
                .getSingleResult();
        if (recent.intValue() > 0) {
            return Room.TOO_SOON;
        }
        Number used = (Number) rows.createNativeQuery("SELECT COALESCE(MAX(answers), 0) FROM mail_answer_minute"
                        + " WHERE domain = :domain AND minute_no = :minute")
                .setParameter("domain", domain(address))
                .setParameter("minute", minute())
                .getSingleResult();
        return used.intValue() >= PER_DOMAIN_AND_MINUTE ? Room.DOMAIN_FULL : Room.FREE;
    }

    /** Counts one. False: another node was faster; nothing is to be sent. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean count(String address, Kind kind) {
        return claimMinute(domain(address)) && claimHour(address, kind);
    }

    /** Counts an answer and queues it, both or neither. False: there was no room after all. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean answer(String address, Kind kind, KeptMail mail) {
        boolean mine = claimMinute(domain(address)) && claimHour(address, kind);
        if (mine) {
            ownMail.queue(mail, "answer");
        }
        return mine;
    }

    /** Removes what counts no more. */
    public int removeOld() {
        return rows.createNativeQuery("DELETE FROM mail_answer WHERE answered_at <= :before")
                .setParameter("before", clock.instant().minus(PER_ADDRESS))
                .executeUpdate();
    }

    private boolean claimHour(String address, Kind kind) {
        Instant now = clock.instant();
        int renewed = rows.createNativeQuery("UPDATE mail_answer SET answered_at = :now"
                        + " WHERE address = :address AND kind = :kind AND answered_at <= :before")
                .setParameter("now", now)
                .setParameter("address", address)
                .setParameter("kind", kind.name())
                .setParameter("before", now.minus(PER_ADDRESS))
                .executeUpdate();
        return renewed == 1
                || rows.createNativeQuery("INSERT INTO mail_answer (address, kind, answered_at)"
                                        + " VALUES (:address, :kind, :now) ON CONFLICT DO NOTHING")
                                .setParameter("address", address)
                                .setParameter("kind", kind.name())
                                .setParameter("now", now)
                                .executeUpdate()
                        == 1;
    }

    private boolean claimMinute(String domain) {
        int more = rows.createNativeQuery("UPDATE mail_answer_minute"
                        + " SET answers = CASE WHEN minute_no = :minute THEN answers + 1 ELSE 1 END, minute_no = :minute"
                        + " WHERE domain = :domain AND (minute_no <> :minute OR answers < :most)")
                .setParameter("minute", minute())
                .setParameter("domain", domain)
                .setParameter("most", PER_DOMAIN_AND_MINUTE)
                .executeUpdate();
        return more == 1
                || rows.createNativeQuery("INSERT INTO mail_answer_minute (domain, minute_no, answers)"
                                        + " VALUES (:domain, :minute, 1) ON CONFLICT DO NOTHING")
                                .setParameter("domain", domain)
                                .setParameter("minute", minute())
                                .executeUpdate()
                        == 1;
    }

    private long minute() {
        return clock.instant().getEpochSecond() / MINUTE_SECONDS;
    }

    private static String domain(String address) {
        return EmailAddress.parse(address).orElseThrow().domain().value();
    }
}
