package org.ecluse.filter.greylist;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a correspondence that waits, as short text: {@code v1|first|tries|lates}.
 *
 * @param first try that opened the present window; whole milliseconds
 * @param tries all so far, counted up to {@link #MOST_COUNTED}
 * @param lates how often a try came after its window
 */
public record GreyEntry(Instant first, int tries, int lates) {
    /** From here on tries are neither counted nor told: who hammers fills nothing. */
    public static final int MOST_COUNTED = 20;

    private static final String VERSION = "v1";

    public GreyEntry {
        if (tries < 1 || lates < 0) {
            throw new IllegalArgumentException("tries " + tries + ", lates " + lates);
        }
    }

    /** The first try. */
    public static GreyEntry opened(Instant now) {
        return new GreyEntry(Instant.ofEpochMilli(now.toEpochMilli()), 1, 0);
    }

    /** One more try in the same window; the window does not move. */
    GreyEntry triedAgain() {
        return isCounted() ? new GreyEntry(first, tries + 1, lates) : this;
    }

    /** The late try opens the next window. */
    GreyEntry openedAgain(Instant now) {
        return new GreyEntry(Instant.ofEpochMilli(now.toEpochMilli()), Math.min(tries + 1, MOST_COUNTED), lates + 1);
    }

    /** Whether another try would still be counted. */
    public boolean isCounted() {
        return tries < MOST_COUNTED;
    }

    /** The entry that {@link #toString} wrote; anything else is none. */
    public static Optional<GreyEntry> parse(String text) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != 4 || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GreyEntry(
                    Instant.ofEpochMilli(Long.parseLong(fields[1])),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3])));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // of another version, or damaged: the correspondence begins anew
        }
    }

    @Override
    public String toString() {
        return VERSION + "|" + first.toEpochMilli() + "|" + tries + "|" + lates;
    }
}
