package org.ecluse.web.api.quarantine;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.digest.Subscription;

/** A subscription to the daily report as the API shows it. */
@Schema(name = "Subscription")
public record SubscriptionBody(
        String address,
        String locale,
        String zone,
        int reportHour,
        boolean active,
        Instant nextDueAt,
        @Schema(nullable = true) Instant lastReportAt) {
    static SubscriptionBody of(Subscription subscription) {
        return new SubscriptionBody(
                subscription.address(),
                subscription.locale(),
                subscription.zoneId(),
                subscription.reportHour(),
                subscription.active(),
                subscription.nextDueAt(),
                subscription.lastReportAt().orElse(null));
    }
}
