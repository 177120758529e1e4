package org.ecluse.server.tracking;

import java.time.Instant;

/**
 * A line of a timeline (B3).
 *
 * @param actor "" for the service itself
 */
public record TimelineEvent(Instant happenedAt, EventKind kind, String recipient, String actor, String detail) {}
