package org.ecluse.server.tracking;

import java.time.Instant;
import java.util.List;

/**
 * What the copies of a message share, with those copies that the viewer sees.
 *
 * @param engines antivirus engines that looked, or {@code no antivirus engine}
 * @param contentKept whether the content can still be delivered
 * @param authenticationResults of SPF, DKIM, DMARC and ARC as RFC 8601 writes them, "" for mail of the service itself
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
        String authenticationResults,
        List<TrackedCopy> copies) {
    public TrackedMessage {
        copies = List.copyOf(copies);
    }
}
