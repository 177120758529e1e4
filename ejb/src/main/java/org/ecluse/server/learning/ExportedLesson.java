package org.ecluse.server.learning;

import java.util.List;

/**
 * A lesson to take along.
 *
 * @param tokens the hashed tokens that were learned, ascending; no text leads back from them
 */
public record ExportedLesson(Lesson lesson, List<Integer> tokens) {
    public ExportedLesson {
        tokens = List.copyOf(tokens);
    }
}
