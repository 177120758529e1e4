package org.ecluse.server.dnslist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.ListCheck;
import org.ecluse.dnslist.ListFault;
import org.ecluse.dnslist.ListReading;
import org.ecluse.server.dnslist.ListState.Health;
import org.ecluse.server.messages.ServerLog;

/**
 * A list that shall be asked, and whether it may be (B9). One wrong answer switches it off at once; only its test points, and the
 * name that was answered wrongly, switch it on again. Safe for use by many threads.
 */
final class WatchedList {
    private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(10);
    /** Less than the tick's minute: what is off is looked at with every tick. */
    private static final Duration WHILE_OFF = Duration.ofSeconds(50);

    private static final int SILENT_IN_A_ROW = 5;

    private final DnsList list;
    private final Clock clock;
    private Health health = Health.UNCHECKED;
    private Optional<ListFault> fault = Optional.empty();
    private String detail = "";
    private Instant since;
    private Optional<Instant> checkedAt = Optional.empty();
    private Instant nextCheck;
    private Optional<String> doubtful = Optional.empty();
    private long asked;
    private long listed;
    private long silent;
    private int silentInARow;

    WatchedList(DnsList list, Clock clock) {
        this.list = list;
        this.clock = clock;
        this.since = clock.instant();
        this.nextCheck = since;
    }

    DnsList list() {
        return list;
    }

    synchronized boolean isBelieved() {
        return health == Health.BELIEVED;
    }

    synchronized ListState state() {
        return new ListState(health, fault, detail, since, checkedAt, asked, listed, silent);
    }

    /** A name that was answered wrongly, to be looked at with the test points. */
    synchronized Optional<String> doubtful() {
        return doubtful;
    }

    synchronized boolean isDue() {
        return !clock.instant().isBefore(nextCheck);
    }

    /** A question about a sender was answered, or not. */
    synchronized void answered(String name, ListReading reading) {
        asked++;
        silentInARow = reading.state() == ListReading.State.SILENT ? silentInARow + 1 : 0;
        switch (reading.state()) {
            case LISTED -> listed++;
            case NOT_LISTED -> {}
            case WRONG -> {
                doubtful = Optional.of(name);
                switchOff(reading.wrong().orElseThrow(), reading.detail());
            }
            case SILENT -> {
                silent++;
                // Each of them made a sender wait.
                if (silentInARow >= SILENT_IN_A_ROW) {
                    switchOff(ListFault.NO_ANSWER, "");
                }
            }
        }
    }

    /** @param alsoAsked the doubtful name that was looked at with the test points */
    synchronized void checked(ListCheck check, Optional<String> alsoAsked) {
        Instant now = clock.instant();
        checkedAt = Optional.of(now);
        if (check.fault().isPresent()) {
            switchOff(check.fault().get(), check.detail());
        } else if (doubtful.equals(alsoAsked)) { // else it went wrong meanwhile
            switchOn();
        }
        nextCheck = now.plus(health == Health.BELIEVED ? BETWEEN_CHECKS : WHILE_OFF);
    }

    private void switchOn() {
        if (health == Health.SWITCHED_OFF) {
            ServerLog.LOG.dnsListOn(list.title());
        }
        if (health != Health.BELIEVED) {
            since = clock.instant();
        }
        health = Health.BELIEVED;
        fault = Optional.empty();
        detail = "";
        doubtful = Optional.empty();
        silentInARow = 0;
    }

    private void switchOff(ListFault why, String answer) {
        if (health != Health.SWITCHED_OFF) {
            since = clock.instant();
            nextCheck = since.plus(WHILE_OFF);
            ServerLog.LOG.dnsListOff(list.title(), why.name(), answer);
        }
        health = Health.SWITCHED_OFF;
        fault = Optional.of(why);
        detail = answer;
    }
}
