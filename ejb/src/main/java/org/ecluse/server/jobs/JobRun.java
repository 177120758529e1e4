package org.ecluse.server.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as console and API show it.
 *
 * @param runKey what makes the run one: a second start with the same key gets this run
 * @param askedBy user name; "" for the service's own clock
 * @param node where it runs or ran last
 * @param summary what it did, such as {@code 12 reports}
 */
public record JobRun(
        long id,
        String name,
        String runKey,
        JobRunRow.State state,
        String askedBy,
        String node,
        String summary,
        Instant startedAt,
        Optional<Instant> endedAt) {}
