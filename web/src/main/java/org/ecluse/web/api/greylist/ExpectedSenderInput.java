package org.ecluse.web.api.greylist;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An expected sender as a caller writes it. */
@Schema(name = "ExpectedSenderInput")
public record ExpectedSenderInput(
        @Schema(description = "Needed unless you see only one customer")
        Long customer,

        @Schema(description = "Address or domain; the domains below it are meant too")
        String sender,

        @Schema(description = "Left out: every recipient") String recipient) {}
