package org.ecluse.web.api.domains;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.directory.Domain;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;

/** A domain as the API shows it. */
@Schema(name = "Domain")
public record DomainBody(
        String name,

        @Schema(description = "Other names of it: mail for them is mail for the domain")
        List<String> aliases,

        long customer,

        @Schema(description = "How a recipient is known: LIST, PROBE (ask the destination server) or ACCEPT_ALL")
        RecipientCheck recipientCheck,

        @Schema(description = "What happens to mail for an unknown recipient")
        UnknownRecipients unknownRecipients,

        @Schema(description = "Where such mail goes with CATCH_ALL", nullable = true)
        String catchAll,

        @Schema(description = "Recipients with held mail get the daily report")
        boolean autoSubscribe,

        @Schema(
                description =
                        "With PROBE: the destination server was seen to take any address, so its answers mean nothing")
        boolean takesAll,

        boolean active,
        List<DestinationBody> destinations,

        @Schema(description = "How many addresses are listed")
        long addresses,

        Instant createdAt) {
    static DomainBody of(Domain domain, boolean takesAll) {
        return new DomainBody(
                domain.name(),
                domain.aliases(),
                domain.customerId(),
                domain.rules().recipientCheck(),
                domain.rules().unknownRecipients(),
                domain.rules().catchAll().orElse(null),
                domain.rules().autoSubscribe(),
                takesAll,
                domain.rules().active(),
                domain.destinations().stream().map(DestinationBody::of).toList(),
                domain.addresses(),
                domain.createdAt());
    }
}
