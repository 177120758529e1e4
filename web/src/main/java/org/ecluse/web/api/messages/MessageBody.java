package org.ecluse.web.api.messages;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.tracking.TrackedMessage;

/** A message with the copies that the caller sees. */
@Schema(name = "Message")
public record MessageBody(
        String id,
        Instant receivedAt,
        String clientAddress,
        String helo,
        String sender,
        String headerFrom,
        String subject,
        long sizeBytes,

        @Schema(description = "Antivirus engines that looked")
        String engines,

        @Schema(description = "Whether the content can still be delivered")
        boolean contentKept,

        @Schema(
                description =
                        "Of SPF, DKIM, DMARC and ARC as RFC 8601 writes them; empty for mail of the service itself")
        String authenticationResults,

        List<CopyHistoryBody> copies) {
    static MessageBody of(TrackedMessage message, List<CopyHistoryBody> copies) {
        return new MessageBody(
                message.id(),
                message.receivedAt(),
                message.clientAddress(),
                message.helo(),
                message.sender(),
                message.headerFrom(),
                message.subject(),
                message.sizeBytes(),
                message.engines(),
                message.contentKept(),
                message.authenticationResults(),
                copies);
    }
}
