package org.ecluse.web.api.lists;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.server.policy.ListLine;

/** A line of a green or red list as the API shows it. */
@Schema(name = "ListLine")
public record ListLineBody(
        long id,
        long customer,

        @Schema(description = "null: all the customer's domains", nullable = true)
        String domain,

        @Schema(description = "null: every recipient", nullable = true)
        String recipient,

        Colour colour,
        Kind kind,
        String value,
        String note,
        @Schema(nullable = true) Instant expiresAt,
        @Schema(nullable = true) Instant lastHitAt,
        String createdBy,
        Instant createdAt) {
    static ListLineBody of(ListLine line) {
        return new ListLineBody(
                line.id(),
                line.customerId(),
                line.domain().orElse(null),
                line.recipient().orElse(null),
                line.colour(),
                line.kind(),
                line.value(),
                line.note(),
                line.expiresAt().orElse(null),
                line.lastHitAt().orElse(null),
                line.createdBy(),
                line.createdAt());
    }
}
