package org.ecluse.server.queue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.ecluse.queue.NextServer;
import org.ecluse.queue.Route;
import org.ecluse.queue.smtp.RecipientResult;
import org.ecluse.queue.smtp.RecipientResult.Outcome;
import org.ecluse.server.messages.ServerLog;

/**
 * Brings due entries to workers, each through the lane of the server that is tried next. A nudge after a commit starts at once;
 * {@link #tick()} finds what became due, what a nudge missed, and what another node left. Everything in memory may be lost at
 * any moment: the rows are the truth.
 */
final class DeliveryDispatcher {
    private static final int CLAIMED_AT_ONCE = 100;
    private static final int POLLED_AT_ONCE = 500;
    private static final int MOST_POLLS = 10;
    private static final int MOST_NUDGES = 10_000;
    private static final int MOST_WAITING = 2_000;

    private final QueueClaims claims;
    private final Routes routes;
    private final JobRunner runner;
    private final Executor executor;
    private final int workers;
    private final Clock clock;
    private final Duration renewAfter;

    private final Lanes lanes;
    private final Queue<DueEntry> nudged = new ArrayDeque<>();
    private final Queue<DueEntry> asked = new ArrayDeque<>();
    private final Map<Long, Instant> claimed = new ConcurrentHashMap<>();
    private int running;
    private boolean claiming;
    private boolean pollWanted;
    private boolean stopped;

    /** @param lanes empty, with the bounds of one server */
    DeliveryDispatcher(
            QueueClaims claims,
            Routes routes,
            JobRunner runner,
            Executor executor,
            int workers,
            Lanes lanes,
            Clock clock) {
        this.claims = claims;
        this.routes = routes;
        this.runner = runner;
        this.executor = executor;
        this.workers = workers;
        this.lanes = lanes;
        this.clock = clock;
        this.renewAfter = claims.lease().dividedBy(2);
    }

    /** Entries just committed: attempted at once if there is room, found by the next tick otherwise. */
    void nudge(Collection<DueEntry> entries) {
        synchronized (this) {
            if (nudged.size() + entries.size() <= MOST_NUDGES) {
                nudged.addAll(entries);
            } else {
                pollWanted = true;
            }
        }
        startClaiming();
    }

    /** What was remembered of the servers of these entries being down counts no more: somebody knows better. */
    synchronized void tryAgain(Collection<DueEntry> entries) {
        if (asked.size() + entries.size() <= MOST_NUDGES) {
            asked.addAll(entries);
        }
    }

    /** Every second or two: renews claims, records what could not be recorded, looks for due entries. */
    void tick() {
        renew();
        List<DueEntry> queued = new ArrayList<>();
        runner.recordLeftOver(queued).forEach(claimed::remove);
        synchronized (this) {
            lanes.forgetIdle(clock.instant());
            nudged.addAll(queued);
            pollWanted = true;
            startWorkers();
        }
        startClaiming();
    }

    /** No new attempt begins after this; running ones end by themselves. */
    synchronized void stop() {
        stopped = true;
        nudged.clear();
        lanes.clear();
    }

    /** Jobs waiting or running, for metrics. */
    synchronized int load() {
        return running + lanes.waiting();
    }

    private void startClaiming() {
        synchronized (this) {
            if (claiming || stopped || !hasRoom() || (nudged.isEmpty() && !pollWanted)) {
                return;
            }
            claiming = true;
        }
        try {
            executor.execute(this::claimAll);
        } catch (RejectedExecutionException e) {
            ServerLog.LOG.debug("the delivery executor is full; the next tick goes on", e);
            synchronized (this) {
                claiming = false;
            }
        }
    }

    private void claimAll() {
        boolean failed = false;
        try {
            while (claimSome()) {
                startWorkers();
            }
        } catch (SQLException e) {
            ServerLog.LOG.queueUnreadable(e);
            failed = true;
        } finally {
            synchronized (this) {
                claiming = false;
                pollWanted |= failed;
            }
        }
        if (!failed) {
            startClaiming(); // what came between the last look and the flag
        }
    }

    /** One claim of nudged or polled entries; false if there is nothing to claim or no room. */
    private boolean claimSome() throws SQLException {
        forgetFailures();
        List<Long> ids = fromNudges();
        if (ids.isEmpty()) {
            ids = fromTable();
        }
        if (ids.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        for (int from = 0; from < ids.size(); from += CLAIMED_AT_ONCE) {
            List<ClaimedCopy> copies =
                    claims.claim(ids.subList(from, Math.min(ids.size(), from + CLAIMED_AT_ONCE)), now);
            copies.forEach(copy -> claimed.put(copy.entryId(), now));
            DeliveryJob.of(copies).forEach(job -> place(routed(job)));
        }
        return true;
    }

    private void forgetFailures() throws SQLException {
        for (DueEntry entry = nextAsked(); entry != null; entry = nextAsked()) {
            Set<String> names = new HashSet<>(Set.of(RoutedJob.laneOf(entry.nextHop())));
            if (entry.domainId().isPresent()) {
                routes.destinationsOf(entry.domainId().getAsLong())
                        .forEach(server -> names.add(RoutedJob.laneOf(server)));
            }
            synchronized (this) {
                lanes.tryAgain(names);
            }
        }
    }

    private synchronized DueEntry nextAsked() {
        return asked.poll();
    }

    private List<Long> fromNudges() throws SQLException {
        Set<Long> ids = new HashSet<>();
        while (ids.size() < CLAIMED_AT_ONCE) {
            DueEntry entry;
            synchronized (this) {
                entry = hasRoom() ? nudged.poll() : null;
            }
            if (entry == null) {
                break;
            }
            if (claimed.containsKey(entry.id())) {
                continue;
            }
            if (isBusy(entry)) {
                synchronized (this) {
                    pollWanted = true; // it stays due in its table until there is room
                }
            } else {
                ids.add(entry.id());
            }
        }
        return List.copyOf(ids);
    }

    private List<Long> fromTable() throws SQLException {
        synchronized (this) {
            if (!pollWanted || stopped || !hasRoom()) {
                return List.of();
            }
            pollWanted = false;
        }
        Set<String> busy = new HashSet<>();
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            List<DueEntry> due = claims.due(clock.instant(), busy, POLLED_AT_ONCE);
            List<Long> free = new ArrayList<>();
            for (DueEntry entry : due) {
                if (busy.contains(entry.nextHop()) || isBusy(entry)) {
                    busy.add(entry.nextHop());
                } else if (!claimed.containsKey(entry.id())) {
                    free.add(entry.id());
                }
            }
            boolean more = due.size() == POLLED_AT_ONCE;
            if (!free.isEmpty() || !more) {
                synchronized (this) {
                    pollWanted |= more;
                }
                return free;
            }
        }
        return List.of(); // thousands wait for busy servers; the next tick looks again
    }

    /** Whether every server that would be tried first has enough to do. */
    private boolean isBusy(DueEntry entry) throws SQLException {
        Set<String> names = new HashSet<>();
        if (entry.domainId().isPresent()) {
            List<NextServer> servers = routes.destinationsOf(entry.domainId().getAsLong());
            int first = servers.stream().mapToInt(NextServer::preference).min().orElse(0);
            servers.stream()
                    .filter(server -> server.preference() == first)
                    .forEach(server -> names.add(RoutedJob.laneOf(server)));
        }
        if (names.isEmpty()) {
            names.add(RoutedJob.laneOf(entry.nextHop()));
        }
        synchronized (this) {
            return lanes.areFull(names);
        }
    }

    private synchronized boolean hasRoom() {
        return lanes.waiting() < MOST_WAITING;
    }

    /** The DNS is left to the workers; a failure is theirs to report. */
    private RoutedJob routed(DeliveryJob job) {
        if (job.first().domainId().isEmpty()) {
            return RoutedJob.unrouted(job);
        }
        try {
            return new RoutedJob(job, routes.of(job.first()).servers());
        } catch (SQLException e) {
            ServerLog.LOG.debug("the worker asks again", e);
            return RoutedJob.unrouted(job);
        }
    }

    private void place(RoutedJob job) {
        synchronized (this) {
            if (!stopped) {
                lanes.add(job);
            }
        }
        startWorkers();
    }

    private synchronized void startWorkers() {
        for (Lane lane : lanes.all()) {
            while (!stopped && running < workers && lane.mayStart(workers - running)) {
                lane.started();
                running++;
                try {
                    executor.execute(() -> work(lane));
                } catch (RejectedExecutionException e) {
                    ServerLog.LOG.debug("the delivery executor is full; the next tick goes on", e);
                    lane.stopped();
                    running--;
                    return;
                }
            }
        }
    }

    private void work(Lane lane) {
        try {
            for (Optional<RoutedJob> job = next(lane); job.isPresent(); job = next(lane)) {
                attempt(lane, job.get());
            }
        } finally {
            synchronized (this) {
                lane.stopped();
                running--;
            }
            startWorkers();
            startClaiming();
        }
    }

    private synchronized Optional<RoutedJob> next(Lane lane) {
        return stopped ? Optional.empty() : lane.next();
    }

    private void attempt(Lane lane, RoutedJob routed) {
        DeliveryJob job = routed.job();
        Optional<RecipientResult> down;
        synchronized (this) {
            down = lane.down(clock.instant());
        }
        Optional<RoutedJob> further = routed.further();
        if (down.isPresent()) {
            further.ifPresentOrElse(this::place, () -> finish(job, runner.notMade(job, down.get())));
        } else if (!routed.isRouted()) {
            askForRoute(lane, job);
        } else {
            JobRunner.Attempt attempt = runner.attempt(job, routed.server());
            attempted(lane, attempt.hopDown(), attempt.first());
            if (attempt.hopDown() && further.isPresent()) {
                place(further.get());
            } else {
                finish(job, attempt);
            }
        }
    }

    private void askForRoute(Lane lane, DeliveryJob job) {
        Route route;
        try {
            route = routes.of(job.first());
        } catch (SQLException e) {
            finish(job, runner.localError(job, e));
            return;
        }
        if (route.failure().isEmpty()) {
            place(new RoutedJob(job, route.servers()));
            return;
        }
        RecipientResult failure = route.failure().get();
        attempted(lane, failure.outcome() == Outcome.TEMPORARY, failure);
        finish(job, runner.notMade(job, failure));
    }

    private synchronized void attempted(Lane lane, boolean down, RecipientResult result) {
        lane.attempted(down, result, clock.instant());
        startWorkers();
    }

    private void finish(DeliveryJob job, JobRunner.Attempt attempt) {
        JobRunner.Ran ran = runner.finish(job, attempt);
        if (ran.recorded()) {
            job.entryIds().forEach(claimed::remove);
        }
        if (!ran.queued().isEmpty()) {
            nudge(ran.queued());
        }
    }

    private void renew() {
        Instant now = clock.instant();
        List<Long> old = claimed.entrySet().stream()
                .filter(each -> each.getValue().plus(renewAfter).isBefore(now))
                .map(Map.Entry::getKey)
                .toList();
        if (old.isEmpty()) {
            return;
        }
        try {
            claims.renew(old, now);
            old.forEach(id -> claimed.computeIfPresent(id, (key, at) -> now));
        } catch (SQLException e) {
            ServerLog.LOG.queueUnreadable(e);
        }
    }
}
