package org.ecluse.web.api.domains;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.directory.Destination;
import org.ecluse.server.directory.DomainRules;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.web.api.Given;

/** A domain as a caller writes it; what is left out takes its usual value, destinations stay as they are. */
@Schema(name = "DomainInput")
public record DomainInput(
        @Schema(description = "Needed to create") String name,

        @Schema(description = "Id of the customer; needed to create, unless you see only one")
        Long customer,

        RecipientCheck recipientCheck,
        UnknownRecipients unknownRecipients,
        String catchAll,
        Boolean autoSubscribe,
        Boolean active,
        List<DestinationBody> destinations) {
    DomainRules rules() {
        DomainRules usual = DomainRules.DEFAULT;
        return new DomainRules(
                recipientCheck == null ? usual.recipientCheck() : recipientCheck,
                unknownRecipients == null ? usual.unknownRecipients() : unknownRecipients,
                Given.text(catchAll),
                autoSubscribe == null ? usual.autoSubscribe() : autoSubscribe,
                active == null ? usual.active() : active);
    }

    Optional<List<Destination>> servers() {
        return Optional.ofNullable(destinations).map(DomainInput::checked);
    }

    static List<Destination> checked(List<DestinationBody> bodies) {
        return bodies.stream()
                .map(body -> Given.present("destinations", body).destination())
                .toList();
    }
}
