package org.ecluse.web.api.learning;

import java.util.List;
import org.ecluse.server.learning.ExportedLesson;
import org.ecluse.server.learning.Lesson;

/**
 * A lesson.
 *
 * @param copy public id of the copy; "" for forwarded mail
 * @param tokens only in an export: the hashed tokens that were learned
 */
public record LessonBody(
        String id,
        long customer,
        String kind,
        String source,
        int weight,
        String taughtBy,
        String taughtAt,
        String copy,
        String sender,
        String subject,
        List<Integer> tokens) {
    static LessonBody of(Lesson lesson) {
        return of(lesson, null);
    }

    static LessonBody of(ExportedLesson exported) {
        return of(exported.lesson(), exported.tokens());
    }

    private static LessonBody of(Lesson lesson, List<Integer> tokens) {
        return new LessonBody(
                lesson.id(),
                lesson.customerId(),
                lesson.kind().name(),
                lesson.source().name(),
                lesson.weight(),
                lesson.taughtBy(),
                lesson.taughtAt().toString(),
                lesson.copyId(),
                lesson.sender(),
                lesson.subject(),
                tokens);
    }
}
