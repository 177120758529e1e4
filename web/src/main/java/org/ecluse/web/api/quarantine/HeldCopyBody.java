package org.ecluse.web.api.quarantine;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.verdict.VerdictName;

/** A held copy as the API shows it. */
@Schema(name = "HeldCopy")
public record HeldCopyBody(
        @Schema(description = "<message>.<n>") String id,
        long customer,
        String recipient,
        String sender,
        String subject,
        VerdictName verdict,
        String verdictLabel,

        @Schema(description = "USER, or THREAT for administrators only")
        QuarantineClass quarantineClass,

        QuarantineEntryRow.State state,
        double score,
        long sizeBytes,
        Instant quarantinedAt,
        Instant expiresAt,
        @Schema(nullable = true) Instant releasedAt,
        @Schema(nullable = true) String releasedBy,

        @Schema(description = "The least capacity that may release; null: nobody", nullable = true)
        Releaser releasableBy) {
    static HeldCopyBody of(QuarantineEntry entry) {
        return new HeldCopyBody(
                entry.copyId(),
                entry.customerId(),
                entry.recipient(),
                entry.sender(),
                entry.subject(),
                entry.verdict(),
                entry.verdict().label(),
                entry.quarantineClass(),
                entry.state(),
                entry.score(),
                entry.sizeBytes(),
                entry.quarantinedAt(),
                entry.expiresAt(),
                entry.releasedAt().orElse(null),
                entry.releasedBy().orElse(null),
                entry.leastReleaser().orElse(null));
    }
}
