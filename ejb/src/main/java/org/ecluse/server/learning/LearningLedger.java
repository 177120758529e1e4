package org.ecluse.server.learning;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.campaign.Sketch;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.mail.CopyId;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.rows.Bounded;
import org.ecluse.server.security.Secrets;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.verdict.VerdictName;

/**
 * Adds lessons to a customer's model and takes them out: each method is one short transaction, the model's row locked in it, so that
 * the model is the sum of the lessons at every moment.
 */
@Stateless
public class LearningLedger {
    /** Lessons of all people of a customer on a day. */
    static final int CUSTOMER_A_DAY = 400;

    /** Two messages that have more in common than this count once for one person. */
    private static final double ALIKE = 0.5;

    private static final Duration REMEMBERED = Duration.ofDays(60);
    private static final int REMEMBERED_LESSONS = 300;
    private static final Duration COUNTS_KEPT = Duration.ofDays(3);
    private static final String EVERYBODY = "";

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    Clock clock;

    /**
     * What is to be learned.
     *
     * @param copy the copy that was shown to the teacher; empty: the message was forwarded
     */
    public record Wish(
            long customerId,
            Lesson.Kind kind,
            Lesson.Source source,
            Teacher teacher,
            Optional<CopyId> copy,
            LessonText text) {}

    /** A lesson that was taken back. @param sketch by which near copies of its message are known */
    public record Undone(Lesson lesson, Optional<Sketch> sketch) {}

    /** Learns it, or says why not. */
    public LearnAnswer learn(Wish wish) {
        if (wish.text().tokens().length < OwnTokens.LEAST) {
            return LearnAnswer.TOO_SHORT;
        }
        Optional<CopyRow> copy = wish.copy().flatMap(this::copy);
        if (wish.kind() == Lesson.Kind.WANTED
                && copy.filter(LearningLedger::isThreat).isPresent()) {
            return LearnAnswer.THREAT;
        }
        LearnedModelRow model = locked(wish.customerId());
        Instant now = clock.instant();
        Optional<LearnAnswer> refused = refused(wish, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        forgetOldest(wish.customerId());
        Lesson lesson = new Lesson(
                Secrets.random(128),
                wish.customerId(),
                wish.kind(),
                wish.source(),
                wish.teacher().weight(),
                wish.teacher().name(),
                now,
                wish.copy().map(CopyId::toString).orElse(""),
                wish.text().sender(),
                wish.text().subject());
        rows.persist(new LessonRow(lesson, fingerprint(wish.text().tokens()), wish.text()));
        model.become(sum(wish.customerId()));
        count(wish, now);
        copy.ifPresent(row -> rows.persist(
                EventRow.of(row, EventKind.LEARNED, now, wish.teacher().name(), "LESSON_" + wish.kind())));
        return LearnAnswer.LEARNED;
    }

    /** Takes one lesson back; the model is then what it would be without it. @throws NotThereException there is no such lesson */
    public Undone undo(long customerId, String lessonId, String actor) {
        LearnedModelRow model = locked(customerId);
        LessonRow row = rows.createQuery(
                        "select l from LessonRow l where l.customerId = :customer and l.publicId = :id",
                        LessonRow.class)
                .setParameter("customer", customerId)
                .setParameter("id", lessonId)
                .getResultStream()
                .findFirst()
                .orElseThrow(NotThereException::new);
        takeBack(row, actor);
        model.become(sum(customerId));
        return new Undone(row.lesson(), row.sketch());
    }

    /** Takes back everything one person taught, which may be nothing. */
    public List<Undone> undoAllBy(long customerId, String person, String actor) {
        LearnedModelRow model = locked(customerId);
        List<LessonRow> taught = rows.createQuery(
                        "select l from LessonRow l where l.customerId = :customer and l.taughtBy = :person",
                        LessonRow.class)
                .setParameter("customer", customerId)
                .setParameter("person", person)
                .getResultList();
        taught.forEach(row -> takeBack(row, actor));
        if (!taught.isEmpty()) {
            model.become(sum(customerId));
        }
        return taught.stream()
                .map(row -> new Undone(row.lesson(), row.sketch()))
                .toList();
    }

    /** The model's row of a customer, locked until the transaction ends; made if there is none. */
    private LearnedModelRow locked(long customerId) {
        rows.createNativeQuery("INSERT INTO learned_model (customer_id, revision, model) VALUES (:customer, 0, :none)"
                        + " ON CONFLICT DO NOTHING")
                .setParameter("customer", customerId)
                .setParameter("none", OwnModel.EMPTY.toBytes())
                .executeUpdate();
        return rows.find(LearnedModelRow.class, customerId, LockModeType.PESSIMISTIC_WRITE);
    }

    private Optional<LearnAnswer> refused(Wish wish, Instant now) {
        boolean known = !rows.createQuery(
                        "select l.id from LessonRow l where l.customerId = :customer and l.fingerprint = :print"
                                + " and l.kind = :kind",
                        Long.class)
                .setParameter("customer", wish.customerId())
                .setParameter("print", fingerprint(wish.text().tokens()))
                .setParameter("kind", wish.kind())
                .getResultList()
                .isEmpty();
        if (known) {
            return Optional.of(LearnAnswer.ALREADY);
        }
        if (counted(wish.customerId(), wish.teacher().name(), now)
                >= wish.teacher().mostADay()) {
            return Optional.of(LearnAnswer.PERSON_LIMIT);
        }
        if (counted(wish.customerId(), EVERYBODY, now) >= CUSTOMER_A_DAY) {
            return Optional.of(LearnAnswer.CUSTOMER_LIMIT);
        }
        return hasTaughtLike(wish, now) ? Optional.of(LearnAnswer.LIKE_BEFORE) : Optional.empty();
    }

    /** One person's word counts once, however many copies of one mailing it reports. */
    private boolean hasTaughtLike(Wish wish, Instant now) {
        return rows
                .createQuery(
                        "select l from LessonRow l where l.customerId = :customer and l.taughtBy = :person"
                                + " and l.kind = :kind and l.taughtAt > :since order by l.taughtAt desc",
                        LessonRow.class)
                .setParameter("customer", wish.customerId())
                .setParameter("person", wish.teacher().name())
                .setParameter("kind", wish.kind())
                .setParameter("since", now.minus(REMEMBERED))
                .setMaxResults(REMEMBERED_LESSONS)
                .getResultList()
                .stream()
                .anyMatch(row -> OwnTokens.likeness(row.tokens(), wish.text().tokens()) > ALIKE);
    }

    private void forgetOldest(long customerId) {
        long lessons = rows.createQuery("select count(l) from LessonRow l where l.customerId = :customer", Long.class)
                .setParameter("customer", customerId)
                .getSingleResult();
        if (lessons >= OwnModel.MOST_LESSONS) {
            rows.remove(rows.createQuery(
                            "select l from LessonRow l where l.customerId = :customer order by l.taughtAt, l.id",
                            LessonRow.class)
                    .setParameter("customer", customerId)
                    .setMaxResults(1)
                    .getSingleResult());
        }
    }

    private void takeBack(LessonRow row, String actor) {
        Lesson lesson = row.lesson();
        CopyId.parse(lesson.copyId())
                .flatMap(this::copy)
                .ifPresent(copy -> rows.persist(
                        EventRow.of(copy, EventKind.LEARNED, clock.instant(), actor, "UNDONE_" + lesson.kind())));
        rows.remove(row);
    }

    /**
     * Of all lessons that are there now. Taken anew each time: what one person says counts once, so what a lesson adds depends on that
     * person's others.
     */
    private OwnModel sum(long customerId) {
        return OwnModel.of(rows
                .createQuery(
                        "select l.tokens, l.kind, l.weight, l.taughtBy from LessonRow l where l.customerId = :customer",
                        Object[].class)
                .setParameter("customer", customerId)
                .getResultList()
                .stream()
                .map(field -> new OwnModel.Taught(
                        OwnTokens.unpacked((byte[]) field[0]),
                        field[1] == Lesson.Kind.SPAM,
                        (Integer) field[2],
                        (String) field[3]))
                .toList());
    }

    private void count(Wish wish, Instant now) {
        rows.createNativeQuery("DELETE FROM lesson_count WHERE customer_id = :customer AND day_utc < :old")
                .setParameter("customer", wish.customerId())
                .setParameter("old", day(now.minus(COUNTS_KEPT)))
                .executeUpdate();
        for (String whose : List.of(Bounded.text(wish.teacher().name(), 320), EVERYBODY)) {
            rows.createNativeQuery("INSERT INTO lesson_count (customer_id, day_utc, taught_by, lessons)"
                            + " VALUES (:customer, :day, :whose, 0) ON CONFLICT DO NOTHING")
                    .setParameter("customer", wish.customerId())
                    .setParameter("day", day(now))
                    .setParameter("whose", whose)
                    .executeUpdate();
            rows.createNativeQuery("UPDATE lesson_count SET lessons = lessons + 1"
                            + " WHERE customer_id = :customer AND day_utc = :day AND taught_by = :whose")
                    .setParameter("customer", wish.customerId())
                    .setParameter("day", day(now))
                    .setParameter("whose", whose)
                    .executeUpdate();
        }
    }

    private int counted(long customerId, String whose, Instant now) {
        List<?> found = rows.createNativeQuery("SELECT lessons FROM lesson_count"
                        + " WHERE customer_id = :customer AND day_utc = :day AND taught_by = :whose")
                .setParameter("customer", customerId)
                .setParameter("day", day(now))
                .setParameter("whose", Bounded.text(whose, 320))
                .getResultList();
        return found.isEmpty() ? 0 : ((Number) found.get(0)).intValue();
    }

    private static String day(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private Optional<CopyRow> copy(CopyId id) {
        return rows.createQuery(
                        "select c from CopyRow c join fetch c.message m where m.publicId = :message and c.number = :number",
                        CopyRow.class)
                .setParameter("message", id.message().value())
                .setParameter("number", id.number())
                .getResultStream()
                .findFirst();
    }

    private static boolean isThreat(CopyRow copy) {
        return copy.verdict() == VerdictName.VIRUS || copy.verdict() == VerdictName.PHISHING;
    }

    private static String fingerprint(int[] tokens) {
        StringBuilder text = new StringBuilder(tokens.length * 8);
        for (int token : tokens) {
            text.append(token).append(' ');
        }
        return Secrets.sha256(text.toString());
    }
}
