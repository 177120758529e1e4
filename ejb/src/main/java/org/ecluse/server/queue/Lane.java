package org.ecluse.server.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.ecluse.queue.smtp.RecipientResult;

/**
 * The jobs of one server and how many run at once: few at first, one more with each success, one alone after the server was
 * down. The limit counts for the server, whichever domains its mail is for. Guarded by the dispatcher's lock.
 */
final class Lane {
    static final int MOST_WAITING = 200;
    private static final int FIRST_ALLOWED = 5;

    private final int most;
    private final Duration restAfterFailure;
    private final Deque<RoutedJob> waiting = new ArrayDeque<>();
    private int allowed;
    private int active;
    private Instant downUntil = Instant.MIN;
    private RecipientResult downWords;

    /** @param restAfterFailure time in which a server that was down is not asked again */
    Lane(int most, Duration restAfterFailure) {
        this.most = most;
        this.restAfterFailure = restAfterFailure;
        this.allowed = Math.min(FIRST_ALLOWED, most);
    }

    void add(RoutedJob job) {
        waiting.addLast(job);
    }

    boolean isFull() {
        return waiting.size() >= MOST_WAITING;
    }

    /**
     * Whether another worker may begin here: within what the server bears, and one lane never takes more than half of the
     * workers that others leave, so that servers which hang cannot stop the mail of all.
     *
     * @param idle workers that run nowhere
     */
    boolean mayStart(int idle) {
        int share = Math.max(1, (idle + active + 1) / 2);
        return !waiting.isEmpty() && active < Math.min(allowed, share);
    }

    void started() {
        active++;
    }

    void stopped() {
        active--;
    }

    /** The next job for a running worker, or empty: then the worker stops. */
    Optional<RoutedJob> next() {
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
            downUntil = now.plus(restAfterFailure);
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
