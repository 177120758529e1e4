package org.ecluse.server.tracking;

import java.time.Instant;
import java.util.List;

/**
 * What the copies of a message share, with those copies that the viewer sees.
 *
 * @param engines antivirus engines that looked, or {@code no antivirus engine}
 * @param contentKept whether the content can still be delivered
 */
public record TrackedMessage(
        String id,
        Instant receivedAt,
        String clientAddress,
        String helo,
        String sender,
        String headerFrom,
        String subject,
        long sizeBytes,
        String engines,
        boolean contentKept,
        List<TrackedCopy> copies) {
    public TrackedMessage {
        copies = List.copyOf(copies);
    }
}
