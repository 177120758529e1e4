package org.ecluse.server.account;

import java.time.Instant;
import org.ecluse.policy.ListEntry.Colour;

/** A line that was taken off a list and can be put back. */
public record RemovedLine(long id, Colour colour, String value, Instant removedAt) {}
