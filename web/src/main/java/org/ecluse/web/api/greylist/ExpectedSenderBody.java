package org.ecluse.web.api.greylist;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.greylist.ExpectedSender;

/** An expected sender as the API shows it. */
@Schema(name = "ExpectedSender")
public record ExpectedSenderBody(
        long id,
        long customer,

        @Schema(description = "null: every recipient", nullable = true)
        String recipient,

        String sender,
        String createdBy,
        Instant createdAt,
        Instant expiresAt) {
    static ExpectedSenderBody of(ExpectedSender expected) {
        return new ExpectedSenderBody(
                expected.id(),
                expected.customerId(),
                expected.recipient().orElse(null),
                expected.sender(),
                expected.createdBy(),
                expected.createdAt(),
                expected.expiresAt());
    }
}
