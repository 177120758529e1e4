package org.ecluse.web.api.quarantine;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.digest.ReportKind;
import org.ecluse.server.digest.Subscription;

/** A subscription to the report as the API shows it. */
@Schema(name = "Subscription")
public record SubscriptionBody(
        String address,

        @Schema(description = "Who gets the report: the address itself, or the owner of a distribution list")
        String receiver,

        @Schema(description = "Further addresses that the report tells of")
        List<String> watched,

        @Schema(description = "What the report tells of") List<ReportKind> kinds,
        String locale,
        String zone,

        @Schema(description = "0 to 23, local, rising") List<Integer> reportHours,

        @Schema(description = "The first of the hours") int reportHour,
        boolean active,
        Instant nextDueAt,
        @Schema(nullable = true) Instant lastReportAt) {
    static SubscriptionBody of(Subscription subscription) {
        return new SubscriptionBody(
                subscription.address(),
                subscription.receiver(),
                subscription.watched(),
                subscription.kinds().stream().sorted().toList(),
                subscription.locale(),
                subscription.zoneId(),
                subscription.reportHours(),
                subscription.reportHours().get(0),
                subscription.active(),
                subscription.nextDueAt(),
                subscription.lastReportAt().orElse(null));
    }
}
