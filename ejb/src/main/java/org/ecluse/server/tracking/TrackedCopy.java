package org.ecluse.server.tracking;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.VerdictName;

/**
 * One recipient's copy in a list of search results (B1).
 *
 * @param id {@code <message>.<n>}
 * @param sender envelope sender, "" for a bounce
 * @param sizeBytes on the wire (R2.11)
 */
public record TrackedCopy(
        String id,
        Optional<Long> customerId,
        Instant receivedAt,
        String sender,
        String headerFrom,
        String recipient,
        String subject,
        long sizeBytes,
        VerdictName verdict,
        Disposition disposition,
        CopyRow.State state,
        double score) {}
