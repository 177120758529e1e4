package org.ecluse.filter.greylist;

import java.time.Duration;

/** Times as they stand in a reply: {@code 45 s}, {@code 2 min}, {@code 1 h}. */
public final class ShortTime {
    private static final long SECONDS_UP_TO = 120;
    private static final long MINUTE = 60;

    private ShortTime() {}

    /** Seconds below two minutes, else whole minutes, or hours if they are whole. */
    public static String of(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < SECONDS_UP_TO) {
            return seconds + " s";
        }
        long minutes = seconds / MINUTE;
        return minutes % MINUTE == 0 ? minutes / MINUTE + " h" : minutes + " min";
    }

    /** As {@link #of}, rounded up: so long is enough to wait. */
    public static String atLeast(Duration time) {
        boolean whole = time.toSeconds() < SECONDS_UP_TO || time.toSeconds() % MINUTE == 0;
        return of(whole ? time : time.plusSeconds(MINUTE - 1));
    }
}
