package org.ecluse.filter.reputation;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was seen, in exact numbers: the reason of a listing.
 *
 * @param numbers none of them 0; in the order of {@link Observation}
 * @param since when counting began
 */
public record Seen(Map<Observation, Integer> numbers, Instant since) {
    private static final String BETWEEN = " ";
    private static final String IS = "=";

    public Seen {
        EnumMap<Observation, Integer> ordered = new EnumMap<>(Observation.class);
        numbers.forEach((what, number) -> {
            if (number > 0) {
                ordered.put(what, number);
            }
        });
        numbers = Collections.unmodifiableMap(ordered);
    }

    /** {@code UNKNOWN_RECIPIENT=14 VIRUS=3}; at most 150 characters. */
    public String text() {
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey() + IS + entry.getValue())
                .collect(Collectors.joining(BETWEEN));
    }

    /** What {@link #text} wrote. */
    public static Seen parse(String text, Instant since) {
        Map<Observation, Integer> numbers = new EnumMap<>(Observation.class);
        for (String each : text.split(BETWEEN, -1)) {
            int is = each.indexOf(IS);
            if (is > 0) {
                numbers.put(Observation.valueOf(each.substring(0, is)), Integer.valueOf(each.substring(is + 1)));
            }
        }
        return new Seen(numbers, since);
    }
}
