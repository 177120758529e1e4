package org.ecluse.replay;

import java.time.Instant;

/** A copy of which the draft makes something else. */
public record Difference(String copyId, Instant receivedAt, String recipient, Decided before, Decided after) {}
