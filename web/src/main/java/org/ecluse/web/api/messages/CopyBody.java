package org.ecluse.web.api.messages;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.TrackedCopy;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.VerdictName;

/** One recipient's copy of a message in a list. */
@Schema(name = "Copy")
public record CopyBody(
        @Schema(description = "<message>.<n>") String id,
        Instant receivedAt,

        @Schema(description = "Envelope sender, empty for a bounce")
        String sender,

        String headerFrom,
        String recipient,
        String subject,
        @Schema(description = "On the wire") long sizeBytes,
        VerdictName verdict,

        @Schema(description = "The verdict's usual word, such as SPAM.A")
        String verdictLabel,

        Disposition disposition,
        CopyRow.State state,
        double score) {
    static CopyBody of(TrackedCopy copy) {
        return new CopyBody(
                copy.id(),
                copy.receivedAt(),
                copy.sender(),
                copy.headerFrom(),
                copy.recipient(),
                copy.subject(),
                copy.sizeBytes(),
                copy.verdict(),
                copy.verdict().label(),
                copy.disposition(),
                copy.state(),
                copy.score());
    }
}
