package org.ecluse.server.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended: everything from here on, the newest first, is still to come; copies come before tombstones.
 *
 * @param at microseconds are the database's finest
 */
record ReplayCursor(Source source, Instant at, long id) {
    private static final Pattern FORM = Pattern.compile("([CT])\\.(\\d{1,16})\\.(\\d{1,19})");

    /** What is read. */
    enum Source {
        COPIES("C"),
        TOMBSTONES("T");

        private final String letter;

        Source(String letter) {
            this.letter = letter;
        }
    }

    /** The newest of {@code source} at {@code now}. */
    static ReplayCursor start(Source source, Instant now) {
        return new ReplayCursor(source, now, Long.MAX_VALUE);
    }

    /** Empty for anything that {@link #toString} does not write. */
    static Optional<ReplayCursor> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > 40 || !form.matches()) {
            return Optional.empty();
        }
        try {
            Source source = form.group(1).equals("C") ? Source.COPIES : Source.TOMBSTONES;
            Instant at = Instant.EPOCH.plus(Long.parseLong(form.group(2)), ChronoUnit.MICROS);
            return Optional.of(new ReplayCursor(source, at, Long.parseLong(form.group(3))));
        } catch (NumberFormatException e) {
            return Optional.empty(); // more than a long holds
        }
    }

    @Override
    public String toString() {
        return source.letter + "." + ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
    }
}
