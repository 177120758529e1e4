package org.ecluse.web.api.customers;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A customer as a caller writes it; all fields are needed. */
@Schema(name = "CustomerInput")
public record CustomerInput(
        String name,

        @Schema(description = "Language of its mail: fr or en")
        String locale,

        @Schema(description = "IANA time zone", examples = "Europe/Paris")
        String zone) {}
