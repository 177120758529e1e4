package org.ecluse.server.learning;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.mail.CopyId;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.MessageRow;

/** Reads lessons, and the copies that could become some. */
@Stateless
public class Lessons {
    private static final String OF_PERSON =
            " from LessonRow l where l.customerId = :customer and lower(l.taughtBy) like :person escape '!'";

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    /** A copy as far as teaching needs it. */
    public record Subject(CopyId copy, long customerId, long sizeBytes, boolean contentKept) {}

    /** @throws NotThereException there is none, it is another customer's, or no customer's */
    public Subject subject(Viewer viewer, CopyId id) {
        CopyRow copy = rows.createQuery(
                        "select c from CopyRow c join fetch c.message m where m.publicId = :message and c.number = :number",
                        CopyRow.class)
                .setParameter("message", id.message().value())
                .setParameter("number", id.number())
                .getResultStream()
                .filter(found -> found.customerId() != null && viewer.sees(found.customerId()))
                .findFirst()
                .orElseThrow(NotThereException::new);
        return new Subject(
                id,
                copy.customerId(),
                copy.message().sizeBytes(),
                copy.message().content() == MessageRow.Content.KEPT);
    }

    public Optional<Lesson> find(String lessonId) {
        return rows.createQuery("select l from LessonRow l where l.publicId = :id", LessonRow.class)
                .setParameter("id", lessonId)
                .getResultStream()
                .findFirst()
                .map(LessonRow::lesson);
    }

    /** Ids of what one person taught by one copy. @param person name of the account, or address key */
    public List<String> taughtBy(String person, long customerId, CopyId copy) {
        return rows.createQuery(
                        "select l.publicId from LessonRow l where l.customerId = :customer and l.taughtBy = :person"
                                + " and l.copyId = :copy",
                        String.class)
                .setParameter("customer", customerId)
                .setParameter("person", person)
                .setParameter("copy", copy.toString())
                .getResultList();
    }

    /** Newest first. @param person any part of who taught */
    public Page<Lesson> list(long customerId, String person, PageRequest page) {
        List<Lesson> found = bind(
                        rows.createQuery(
                                "select l" + OF_PERSON + " order by l.taughtAt desc, l.id desc", LessonRow.class),
                        customerId,
                        person)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(LessonRow::lesson)
                .toList();
        long total = bind(rows.createQuery("select count(l)" + OF_PERSON, Long.class), customerId, person)
                .getSingleResult();
        return new Page<>(found, total);
    }

    /** All there are, which is at most {@link OwnModel#MOST_LESSONS}. */
    public List<ExportedLesson> export(long customerId) {
        return bind(
                        rows.createQuery(
                                "select l" + OF_PERSON + " order by l.taughtAt desc, l.id desc", LessonRow.class),
                        customerId,
                        "")
                .setMaxResults(OwnModel.MOST_LESSONS)
                .getResultList()
                .stream()
                .map(row -> new ExportedLesson(
                        row.lesson(), Arrays.stream(row.tokens()).boxed().toList()))
                .toList();
    }

    private static <T> TypedQuery<T> bind(TypedQuery<T> query, long customerId, String person) {
        return query.setParameter("customer", customerId).setParameter("person", Like.contains(person));
    }
}
