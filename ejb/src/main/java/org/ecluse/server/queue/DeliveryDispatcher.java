package org.ecluse.server.queue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.ecluse.queue.smtp.RecipientResult;
import org.ecluse.server.messages.ServerLog;

/**
 * Brings due entries to workers. A nudge after a commit starts at once; {@link #tick()} finds what became due, what a nudge
 * missed, and what another node left. Everything in memory may be lost at any moment: the rows are the truth.
 */
final class DeliveryDispatcher {
    private static final int CLAIMED_AT_ONCE = 100;
    private static final int POLLED_AT_ONCE = 500;
    private static final int MOST_NUDGES = 10_000;
    private static final int MOST_WAITING = 2_000;
    private static final Duration RENEW_AFTER = QueueClaims.LEASE.dividedBy(2);

    private final QueueClaims claims;
    private final JobRunner runner;
    private final Executor executor;
    private final int workers;
    private final int perNextHop;
    private final Clock clock;

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Queue<DueEntry> nudged = new ArrayDeque<>();
    private final Map<Long, Instant> claimed = new ConcurrentHashMap<>();
    private int running;
    private boolean claiming;
    private boolean pollWanted;
    private boolean stopped;

    DeliveryDispatcher(
            QueueClaims claims, JobRunner runner, Executor executor, int workers, int perNextHop, Clock clock) {
        this.claims = claims;
        this.runner = runner;
        this.executor = executor;
        this.workers = workers;
        this.perNextHop = perNextHop;
        this.clock = clock;
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

    /** What was remembered of these hops being down counts no more: somebody knows better. */
    synchronized void tryAgain(Collection<String> nextHops) {
        nextHops.stream().map(lanes::get).filter(Objects::nonNull).forEach(Lane::tryAgain);
    }

    /** Every second or two: renews claims, records what could not be recorded, looks for due entries. */
    void tick() {
        renew();
        List<DueEntry> queued = new ArrayList<>();
        runner.recordLeftOver(queued).forEach(claimed::remove);
        synchronized (this) {
            Instant now = clock.instant();
            lanes.values().removeIf(lane -> lane.isIdle(now));
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
        return running + lanes.values().stream().mapToInt(Lane::waiting).sum();
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
            synchronized (this) {
                DeliveryJob.of(copies)
                        .forEach(job -> lanes.computeIfAbsent(job.nextHop(), hop -> new Lane(perNextHop))
                                .add(job));
            }
            startWorkers();
        }
        return true;
    }

    private synchronized List<Long> fromNudges() {
        Set<Long> ids = new HashSet<>();
        while (ids.size() < CLAIMED_AT_ONCE && !nudged.isEmpty() && hasRoom()) {
            DueEntry entry = nudged.poll();
            Lane lane = lanes.get(entry.nextHop());
            if (lane != null && lane.isFull()) {
                pollWanted = true; // it stays due in its table until there is room
            } else if (!claimed.containsKey(entry.id())) {
                ids.add(entry.id());
            }
        }
        return List.copyOf(ids);
    }

    private List<Long> fromTable() throws SQLException {
        List<String> full;
        synchronized (this) {
            if (!pollWanted || stopped || !hasRoom()) {
                return List.of();
            }
            pollWanted = false;
            full = lanes.entrySet().stream()
                    .filter(each -> each.getValue().isFull())
                    .map(Map.Entry::getKey)
                    .toList();
        }
        List<DueEntry> due = claims.due(clock.instant(), full, POLLED_AT_ONCE);
        synchronized (this) {
            pollWanted |= due.size() == POLLED_AT_ONCE;
        }
        return due.stream()
                .map(DueEntry::id)
                .filter(id -> !claimed.containsKey(id))
                .toList();
    }

    private synchronized boolean hasRoom() {
        return lanes.values().stream().mapToInt(Lane::waiting).sum() < MOST_WAITING;
    }

    private synchronized void startWorkers() {
        for (Lane lane : lanes.values()) {
            while (!stopped && running < workers && lane.mayStart()) {
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
            for (Optional<DeliveryJob> job = next(lane); job.isPresent(); job = next(lane)) {
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

    private synchronized Optional<DeliveryJob> next(Lane lane) {
        return stopped ? Optional.empty() : lane.next();
    }

    private void attempt(Lane lane, DeliveryJob job) {
        Optional<RecipientResult> down;
        synchronized (this) {
            down = lane.down(clock.instant());
        }
        JobRunner.Ran ran = down.isPresent() ? runner.skip(job, down.get()) : runner.run(job);
        if (down.isEmpty()) {
            synchronized (this) {
                lane.attempted(ran.hopDown(), ran.first(), clock.instant());
                startWorkers();
            }
        }
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
                .filter(each -> each.getValue().plus(RENEW_AFTER).isBefore(now))
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
