package org.ecluse.server.greylist;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * About how many correspondences wait: those of before the start, which fade out, and those opened since, by the minute in which each is
 * forgotten. The cache itself could only be counted by walking through it. Safe for use by many threads.
 */
final class WaitingCount {
    private final Duration fade;
    private final TreeMap<Long, Integer> byMinute = new TreeMap<>();
    private long since;
    private long before;
    private Instant beforeAt = Instant.EPOCH;

    /** @param fade how long entries are kept at most, as a rule */
    WaitingCount(Duration fade) {
        this.fade = fade;
    }

    /** So many were found when the server started. */
    synchronized void found(long number, Instant now) {
        before = number;
        beforeAt = now;
    }

    synchronized void opened(Instant until) {
        byMinute.merge(minute(until), 1, Integer::sum);
        since++;
    }

    /** One that was kept until {@code until} is gone earlier. One of before the start fades out anyway. */
    synchronized void closed(Instant until) {
        Integer number = byMinute.get(minute(until));
        if (number != null && number > 0) {
            byMinute.put(minute(until), number - 1);
            since--;
        }
    }

    synchronized long at(Instant now) {
        while (!byMinute.isEmpty() && byMinute.firstKey() < minute(now)) {
            since -= byMinute.pollFirstEntry().getValue();
        }
        double left = 1 - (double) Duration.between(beforeAt, now).toSeconds() / fade.toSeconds();
        return since + Math.round(before * Math.max(0, left));
    }

    private static long minute(Instant time) {
        return TimeUnit.SECONDS.toMinutes(time.getEpochSecond());
    }
}
