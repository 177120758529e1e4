package org.ecluse.filter.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecluse.filter.learning.OwnModel.Taught;

/** Adds lessons up to an {@link OwnModel}: one sorted array of numbers, so that the order of the lessons leaves no trace. */
final class OwnModelSum {
    private static final int WEIGHT_BITS = 2;
    private static final int KIND_BITS = 1;
    private static final int PERSON_BITS = 9;
    private static final int TOKEN_SHIFT = PERSON_BITS + KIND_BITS + WEIGHT_BITS;

    private final long[] entries;
    private final int[] tokens;
    private final char[] lessons;
    private final char[] spam;
    private final char[] ham;
    private int count;

    private OwnModelSum(long[] sorted) {
        entries = sorted;
        tokens = new int[sorted.length];
        lessons = new char[sorted.length];
        spam = new char[sorted.length];
        ham = new char[sorted.length];
    }

    /** @throws IllegalArgumentException there are more lessons than a model holds */
    static OwnModel of(List<Taught> lessons) {
        if (lessons.size() > OwnModel.MOST_LESSONS) {
            throw new IllegalArgumentException(lessons.size() + " lessons");
        }
        long[] entries =
                new long[lessons.stream().mapToInt(l -> l.tokens().length).sum()];
        Map<String, Integer> people = new HashMap<>();
        int next = 0;
        for (Taught lesson : lessons) {
            int person = people.computeIfAbsent(lesson.teacher(), name -> people.size());
            int kind = lesson.spam() ? 1 : 0;
            int low = (person << KIND_BITS | kind) << WEIGHT_BITS | lesson.weight();
            for (int token : lesson.tokens()) {
                entries[next++] = (long) token << TOKEN_SHIFT | low;
            }
        }
        Arrays.sort(entries);
        return new OwnModelSum(entries).sum();
    }

    private OwnModel sum() {
        for (int i = 0; i < entries.length; i++) {
            int token = (int) (entries[i] >> TOKEN_SHIFT);
            if (count == 0 || tokens[count - 1] != token) {
                tokens[count++] = token;
            }
            int place = count - 1;
            lessons[place]++;
            // The last entry of a person and kind has the highest weight, and is the one that counts.
            if (i + 1 == entries.length || entries[i + 1] >> WEIGHT_BITS != entries[i] >> WEIGHT_BITS) {
                int weight = (int) (entries[i] & (1 << WEIGHT_BITS) - 1);
                boolean isSpam = (entries[i] >> WEIGHT_BITS & 1) == 1;
                char[] said = isSpam ? spam : ham;
                said[place] = (char) (said[place] + weight);
            }
        }
        return OwnModel.counted(
                Arrays.copyOf(tokens, count),
                Arrays.copyOf(lessons, count),
                Arrays.copyOf(spam, count),
                Arrays.copyOf(ham, count));
    }
}
