package org.ecluse.web.api.tokens;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token to make. */
@Schema(name = "TokenInput")
public record TokenInput(
        @Schema(description = "What it is for") String name,

        @Schema(description = "ISO 8601; left out: valid until revoked")
        String expiresAt) {}
