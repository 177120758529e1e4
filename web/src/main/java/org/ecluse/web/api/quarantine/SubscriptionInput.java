package org.ecluse.web.api.quarantine;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.digest.SubscriptionRequest;
import org.ecluse.web.api.Given;

/** A subscription to make or change; what is left out comes from the customer. */
@Schema(name = "SubscriptionInput")
public record SubscriptionInput(
        String address,
        @Schema(description = "fr or en") String locale,
        @Schema(description = "IANA time zone") String zone,

        @Schema(description = "0 to 23, local; 6 if left out")
        Integer reportHour) {
    SubscriptionRequest request() {
        return new SubscriptionRequest(
                Given.present("address", address),
                Given.text(locale),
                Given.text(zone),
                Optional.ofNullable(reportHour));
    }
}
