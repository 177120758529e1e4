package org.ecluse.web.api.quarantine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.digest.ReportKind;
import org.ecluse.server.digest.SubscriptionRequest;
import org.ecluse.web.api.Given;

/** A subscription to make or change; what is left out stays as it was, and of a new one comes from the customer. */
@Schema(name = "SubscriptionInput")
public record SubscriptionInput(
        String address,
        @Schema(description = "fr or en") String locale,
        @Schema(description = "IANA time zone") String zone,

        @Schema(description = "0 to 23, local; 6 if left out of a new one")
        Integer reportHour,

        @Schema(description = "Several hours of the day, instead of reportHour")
        List<Integer> reportHours,

        @Schema(description = "Who alone gets the report of a distribution list; empty: the address itself")
        String receiver,

        @Schema(description = "Further addresses that the report tells of, at most 100")
        List<String> watched,

        @Schema(description = "What the report tells of, one at least")
        List<ReportKind> kinds) {
    SubscriptionRequest request() {
        return new SubscriptionRequest(
                Given.present("address", address),
                Given.text(locale),
                Given.text(zone),
                Optional.ofNullable(reportHours)
                        .or(() -> Optional.ofNullable(reportHour).map(List::of)),
                Optional.ofNullable(receiver),
                Optional.ofNullable(watched),
                Optional.ofNullable(kinds).map(Set::copyOf));
    }
}
