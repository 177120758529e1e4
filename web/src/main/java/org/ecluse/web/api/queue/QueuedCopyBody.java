package org.ecluse.web.api.queue;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.queue.QueueEntryRow;
import org.ecluse.server.queue.QueuedCopy;

/** A copy in the delivery queue as the API shows it. */
@Schema(name = "QueuedCopy")
public record QueuedCopyBody(
        @Schema(description = "<message>.<n>") String id,

        @Schema(description = "null: mail of the service itself", nullable = true)
        Long customer,

        String recipient,

        @Schema(description = "Envelope sender, empty for a bounce")
        String sender,

        String subject,
        @Schema(description = "Domain it goes to") String nextHop,
        QueueEntryRow.State state,
        @Schema(description = "It is being sent now") boolean inDelivery,
        int attempts,
        Instant queuedAt,
        Instant nextAttemptAt,
        String lastReply) {
    static QueuedCopyBody of(QueuedCopy copy) {
        return new QueuedCopyBody(
                copy.copyId(),
                copy.customerId(),
                copy.recipient(),
                copy.reversePath(),
                copy.subject(),
                copy.nextHop(),
                copy.state(),
                copy.inDelivery(),
                copy.attempts(),
                copy.queuedAt(),
                copy.dueAt(),
                copy.lastReply());
    }
}
