package org.ecluse.web.api.greylist;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.policy.Doubt;
import org.ecluse.server.greylist.GreyNotice;

/** A correspondence that waits in the grey zone as the API shows it. */
@Schema(name = "DelayedSender")
public record DelayedSenderBody(
        String id,
        long customer,

        @Schema(description = "Envelope sender of the last try, empty for a bounce")
        String sender,

        @Schema(description = "Domain that waits; for a bounce what HELO said")
        String senderDomain,

        @Schema(description = "Of the last try") String recipient,
        String clientAddress,
        String helo,

        @Schema(description = "Why; empty: every new correspondence waits")
        List<Doubt> doubts,

        @Schema(description = "Counted up to 20") int tries,
        Instant firstAt,
        Instant lastAt,

        @Schema(description = "A try passes from here on") Instant retryFrom,

        @Schema(description = "… and up to here") Instant retryUntil) {
    static DelayedSenderBody of(GreyNotice notice) {
        return new DelayedSenderBody(
                notice.id(),
                notice.customerId(),
                notice.sender(),
                notice.senderDomain(),
                notice.recipient(),
                notice.clientAddress(),
                notice.helo(),
                notice.doubts().stream().sorted().toList(),
                notice.tries(),
                notice.firstAt(),
                notice.lastAt(),
                notice.retryFrom(),
                notice.retryUntil());
    }
}
