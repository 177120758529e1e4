package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ecluse.mail.MessageId;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.tracking.KnownMessages;
import org.ecluse.settings.ServerSettings;
import org.ecluse.store.MessageStore;

/**
 * At start, takes in again every stored message without a row: the database may have gone back (decisions: Keeping mail). What
 * cannot be taken in stays in the store and is tried again, ever less often.
 */
@ApplicationScoped
public class StoredMailRecovery {
    /** Longer than a message can be between its content and its row: a younger one may be another node's, just coming in. */
    private static final Duration SETTLED = Duration.ofMinutes(15);

    private static final int BATCH = 500;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    @Inject
    private MessageStore store;

    @Inject
    private KnownMessages known;

    @Inject
    private StoredMailIntake intake;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    private List<MessageId> waiting = new ArrayList<>();
    private volatile int waitingCount;
    private Duration wait = FIRST_WAIT;
    private Instant nextTry = Instant.MAX;

    /** Called once, before the gate opens. */
    public synchronized void takeInAgain() {
        Instant now = clock.instant();
        // Content in files means one server only, and this one takes no mail yet.
        Instant youngest = settings.store().kind() == ServerSettings.Store.Kind.FILE ? Instant.MAX : now.minus(SETTLED);
        List<MessageId> orphans = new ArrayList<>();
        try {
            store.eachBatch(batch -> known.without(batch).stream()
                    .filter(id -> id.createdAt().isBefore(youngest))
                    .forEach(orphans::add));
        } catch (IOException e) {
            throw new UncheckedIOException("the message store cannot be read", e);
        }
        waiting = orphans;
        takeInWaiting(e -> ServerLog.LOG.notTakenIn(e.id().value(), e.cause()));
        nextTry = now.plus(wait);
    }

    /** Called every minute: tries what could not be taken in, when it is time. */
    synchronized void tryAgain() {
        Instant now = clock.instant();
        if (waiting.isEmpty() || now.isBefore(nextTry)) {
            return;
        }
        int before = waiting.size();
        takeInWaiting(e -> ServerLog.LOG.debug("still not taken in: " + e.id(), e.cause()));
        boolean progress = waiting.size() < before;
        if (!waiting.isEmpty()) {
            ServerLog.LOG.stillNotTakenIn(waiting.size());
        }
        Duration doubled = wait.multipliedBy(2);
        wait = progress ? FIRST_WAIT : doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        nextTry = now.plus(wait);
    }

    /** Stored messages that are in no row because they could not be taken in. */
    public int waiting() {
        return waitingCount;
    }

    private record Failure(MessageId id, Exception cause) {}

    /** Leaves those that could not be taken in. One of them must not keep the others, or the server, out. */
    private void takeInWaiting(Consumer<Failure> failures) {
        List<MessageId> failed = new ArrayList<>();
        int taken = 0;
        for (int from = 0; from < waiting.size(); from += BATCH) {
            // Another node, or an earlier try whose end was not seen, may have been there.
            for (MessageId id : known.without(waiting.subList(from, Math.min(waiting.size(), from + BATCH)))) {
                try {
                    intake.takeIn(id);
                    taken++;
                } catch (Exception e) {
                    failures.accept(new Failure(id, e));
                    failed.add(id);
                }
            }
        }
        waiting = failed;
        waitingCount = failed.size();
        if (taken > 0) {
            ServerLog.LOG.takenInAgain(taken);
        }
    }
}
