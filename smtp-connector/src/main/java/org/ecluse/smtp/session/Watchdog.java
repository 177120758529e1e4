package org.ecluse.smtp.session;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at every session's clock several times in the shortest time-out, at least once a second. */
final class Watchdog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

    private final Set<SessionClock> clocks = ConcurrentHashMap.newKeySet();
    private final SessionGuard guard;
    private final ScheduledExecutorService timer;
    private final Future<?> checks;

    Watchdog(String name, SessionLimits limits, SessionGuard guard) {
        this.guard = guard;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        long tickMillis = tick(limits).toMillis();
        checks = timer.scheduleWithFixedDelay(this::checkAll, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
    }

    void watch(SessionClock clock) {
        clocks.add(clock);
    }

    void forget(SessionClock clock) {
        clocks.remove(clock);
    }

    /** Every session that waits for a new transaction hears that the server stops. */
    void stopWaitingSessions() {
        for (SessionClock clock : clocks) clock.stopIfWaiting();
    }

    /** Cuts every connection. */
    void abortAll() {
        for (SessionClock clock : clocks) clock.abort();
    }

    @Override
    public void close() {
        checks.cancel(false);
        timer.shutdownNow();
    }

    private void checkAll() {
        boolean busy = guard.isBusy();
        for (SessionClock clock : clocks) {
            try {
                clock.check(busy);
            } catch (RuntimeException | Error e) {
                // One broken session, or a moment without memory, must not end the watch over all others.
                LOG.log(Level.ERROR, "A session could not be checked", e);
            }
        }
    }

    private static Duration tick(SessionLimits limits) {
        Duration shortest = Duration.ofSeconds(1);
        for (Duration each : new Duration[] {
            limits.idleTimeout(),
            limits.busyIdleTimeout(),
            limits.sessionDeadline(),
            limits.commandTime(),
            limits.dataRateWindow()
        }) {
            Duration quarter = each.dividedBy(4);
            if (quarter.compareTo(shortest) < 0) shortest = quarter;
        }
        return shortest.toMillis() < 10 ? Duration.ofMillis(10) : shortest;
    }
}
