package org.ecluse.web.api.lists;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.server.policy.ListLineDraft;
import org.ecluse.web.api.Given;

/** A line of a green or red list as a caller writes it; to change one, only note and expiry count. */
@Schema(name = "ListLineInput")
public record ListLineInput(
        @Schema(description = "Needed to add, unless you see only one customer")
        Long customer,

        @Schema(description = "Left out: all the customer's domains")
        String domain,

        @Schema(description = "Left out: every recipient") String recipient,
        Colour colour,
        Kind kind,

        @Schema(description = "Address, domain, or IP address or network")
        String value,

        String note,
        @Schema(description = "ISO 8601; left out: never") String expiresAt) {
    ListLineDraft draft() {
        return new ListLineDraft(
                Given.text(domain),
                Given.text(recipient),
                Given.present("colour", colour),
                Given.present("kind", kind),
                Given.present("value", value),
                note == null ? "" : note,
                Given.instant("expiresAt", expiresAt));
    }
}
