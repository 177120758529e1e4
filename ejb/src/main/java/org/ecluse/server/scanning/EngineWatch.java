package org.ecluse.server.scanning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.scanning.EngineState.Health;
import org.ecluse.server.scanning.EngineState.LastAnswer;
import org.ecluse.server.scanning.EngineState.Said;

/** Notes how one engine fares: from what it says of messages, and from a look at it every minute. Safe for use by many threads. */
public final class EngineWatch {
    /** One message may be too much for an engine that is well. */
    private static final int SILENT_IN_A_ROW = 3;

    private final String name;
    private final boolean required;
    private final Duration oldAfter;
    private final Clock clock;
    private Told told = Told.NOTHING;
    private String problem = "";
    private Optional<LastAnswer> last = Optional.empty();
    private long answered;
    private long silent;
    private int silentInARow;
    private Health health = Health.UNCHECKED;
    private Health logged = Health.UNCHECKED;
    private Instant since;
    private Instant lookedAt = Instant.MIN;

    /** @param oldAfter age of signatures from which on they are old */
    EngineWatch(String name, boolean required, Duration oldAfter, Clock clock) {
        this.name = name;
        this.required = required;
        this.oldAfter = oldAfter;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** It answered about a message. */
    synchronized void answered(Said said, String detail, Told now) {
        answered++;
        silentInARow = 0;
        last = Optional.of(new LastAnswer(said, detail, clock.instant()));
        isWell(now);
    }

    /** It did not answer about a message. */
    synchronized void silent(String reason) {
        silent++;
        silentInARow++;
        last = Optional.of(new LastAnswer(Said.NOTHING, reason, clock.instant()));
        if (silentInARow >= SILENT_IN_A_ROW) {
            isSilent(reason);
        }
    }

    /** It was looked at, and said what it is. */
    synchronized void told(Told now) {
        lookedAt = clock.instant();
        isWell(now);
    }

    /** It was looked at, and said nothing. */
    synchronized void toldNothing(String reason) {
        lookedAt = clock.instant();
        isSilent(reason);
    }

    synchronized boolean wasLookedAtWithin(Duration time) {
        return lookedAt.isAfter(clock.instant().minus(time));
    }

    private void isWell(Told now) {
        told = now;
        problem = "";
        become(now.signatureAge().filter(old -> old.compareTo(oldAfter) > 0).isPresent() ? Health.OLD : Health.ANSWERS);
    }

    private void isSilent(String reason) {
        problem = reason;
        become(Health.SILENT);
    }

    private void become(Health now) {
        if (health != now) {
            health = now;
            since = clock.instant();
        }
    }

    synchronized EngineState state() {
        return new EngineState(
                name,
                required,
                health,
                told.text(),
                told.program(),
                told.signaturesFrom(),
                told.signatureAge(),
                problem,
                since,
                last,
                answered,
                silent);
    }

    /** Logs what it is now, if that is something else than when this was last called. */
    synchronized void logChange() {
        if (health == logged) {
            return;
        }
        switch (health) {
            case SILENT -> ServerLog.LOG.engineSilent(name, problem);
            case OLD -> ServerLog.LOG.signaturesOld(name, told.text(), oldAfter.toString());
            case ANSWERS -> ServerLog.LOG.engineAnswers(name, told.text());
            case UNCHECKED -> {}
        }
        logged = health;
    }
}
