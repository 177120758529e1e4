package org.ecluse.server.tracking;

import java.time.Instant;
import org.ecluse.verdict.VerdictName;

/**
 * All that is left of a destroyed copy (B16).
 *
 * @param reason symbols of what was found
 * @param found the virus, with engine and signatures; "" if it was none
 */
public record Tombstone(
        String id,
        Instant destroyedAt,
        VerdictName verdict,
        double score,
        String reason,
        String found,
        String recipient) {}
