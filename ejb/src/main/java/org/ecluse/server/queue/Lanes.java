package org.ecluse.server.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The lanes of all servers that mail waits for or was just sent to. Guarded by the dispatcher's lock. */
final class Lanes {
    private final int mostPerServer;
    private final Duration restAfterFailure;
    private final Map<String, Lane> lanes = new HashMap<>();

    Lanes(int mostPerServer, Duration restAfterFailure) {
        this.mostPerServer = mostPerServer;
        this.restAfterFailure = restAfterFailure;
    }

    void add(RoutedJob job) {
        lanes.computeIfAbsent(job.lane(), name -> new Lane(mostPerServer, restAfterFailure))
                .add(job);
    }

    boolean areFull(Collection<String> names) {
        return names.stream()
                .allMatch(name -> lanes.containsKey(name) && lanes.get(name).isFull());
    }

    void tryAgain(Collection<String> names) {
        names.stream().map(lanes::get).filter(Objects::nonNull).forEach(Lane::tryAgain);
    }

    int waiting() {
        return lanes.values().stream().mapToInt(Lane::waiting).sum();
    }

    void forgetIdle(Instant now) {
        lanes.values().removeIf(lane -> lane.isIdle(now));
    }

    Collection<Lane> all() {
        return lanes.values();
    }

    void clear() {
        lanes.clear();
    }
}
