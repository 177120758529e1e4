package org.ecluse.server.tracking;

import java.time.Instant;
import org.ecluse.verdict.VerdictName;

/**
 * All that is left of a destroyed copy (B16).
 *
 * @param reason symbols of what was found
 */
public record Tombstone(
        String id, Instant destroyedAt, VerdictName verdict, double score, String reason, String recipient) {}
