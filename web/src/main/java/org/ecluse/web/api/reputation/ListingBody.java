package org.ecluse.web.api.reputation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.reputation.ListedClient;

/** A client on the internal block list as the API shows it. */
@Schema(name = "ReputationListing")
public record ListingBody(
        String id,

        @Schema(description = "IPv4 address, or network in CIDR form")
        String client,

        ListedClient.State state,

        @Schema(
                description =
                        "What was seen: UNKNOWN_RECIPIENT, VIRUS, SPAM, PROTOCOL_FAULT, EARLY_TALKER, GOOD_MAIL with their number")
        Map<String, Integer> seen,

        Instant seenSince,
        Instant listedAt,
        Instant lastAt,

        @Schema(description = "Leaves the list by itself") Instant endsAt,

        @Schema(description = "null: its mail was never refused", nullable = true)
        Instant refusedUntil,

        @Schema(nullable = true) String removedBy,
        @Schema(nullable = true) Instant removedAt,

        @Schema(description = "Of a removed one: not listed again before", nullable = true)
        Instant exemptUntil) {
    static ListingBody of(ListedClient listing, ListedClient.State state) {
        Optional<ListedClient.Removal> removal = listing.removal();
        return new ListingBody(
                listing.id(),
                listing.client(),
                state,
                listing.counts(),
                listing.countedSince(),
                listing.listedAt(),
                listing.lastAt(),
                listing.endsAt(),
                listing.refusedUntil().orElse(null),
                removal.map(ListedClient.Removal::by).orElse(null),
                removal.map(ListedClient.Removal::at).orElse(null),
                removal.map(ListedClient.Removal::exemptUntil).orElse(null));
    }
}
