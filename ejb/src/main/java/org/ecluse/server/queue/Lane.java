package org.ecluse.server.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.ecluse.queue.smtp.RecipientResult;

/**
 * The jobs of one next hop and how many run at once: few at first, one more with each success, one alone after the hop was
 * down. Guarded by the dispatcher's lock.
 */
final class Lane {
    static final int MOST_WAITING = 200;
    private static final int FIRST_ALLOWED = 5;
    private static final Duration DOWN = Duration.ofSeconds(30);

    private final int most;
    private final Deque<DeliveryJob> waiting = new ArrayDeque<>();
    private int allowed;
    private int active;
    private Instant downUntil = Instant.MIN;
    private RecipientResult downWords;

    Lane(int most) {
        this.most = most;
        this.allowed = Math.min(FIRST_ALLOWED, most);
    }

    void add(DeliveryJob job) {
        waiting.addLast(job);
    }

    boolean isFull() {
        return waiting.size() >= MOST_WAITING;
    }

    boolean mayStart() {
        return !waiting.isEmpty() && active < allowed;
    }

    void started() {
        active++;
    }

    void stopped() {
        active--;
    }

    /** The next job for a running worker, or empty: then the worker stops. */
    Optional<DeliveryJob> next() {
        return active > allowed ? Optional.empty() : Optional.ofNullable(waiting.pollFirst());
    }

    /** Why nothing need be tried now, if the hop was down a moment ago. */
    Optional<RecipientResult> down(Instant now) {
        return now.isBefore(downUntil) ? Optional.of(downWords) : Optional.empty();
    }

    /** The next job is attempted, whatever the last one found. */
    void tryAgain() {
        downUntil = Instant.MIN;
    }

    void attempted(boolean hopDown, RecipientResult result, Instant now) {
        if (hopDown) {
            downUntil = now.plus(DOWN);
            downWords = result;
            allowed = 1;
        } else {
            downUntil = Instant.MIN;
            allowed = Math.min(most, allowed + 1);
        }
    }

    boolean isIdle(Instant now) {
        return waiting.isEmpty() && active == 0 && !now.isBefore(downUntil);
    }

    int waiting() {
        return waiting.size();
    }
}
