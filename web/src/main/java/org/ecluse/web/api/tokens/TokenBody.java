package org.ecluse.web.api.tokens;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.security.ApiToken;

/** A token as the API shows it; {@code secret} is there once, in the answer that made it. */
@Schema(name = "Token")
public record TokenBody(
        long id,
        String name,

        @Schema(description = "Only when it was just made", nullable = true)
        String secret,

        Instant createdAt,
        @Schema(nullable = true) Instant expiresAt,
        @Schema(nullable = true) Instant lastUsedAt) {
    static TokenBody of(ApiToken token, String secret) {
        return new TokenBody(
                token.id(),
                token.name(),
                secret,
                token.createdAt(),
                token.expiresAt().orElse(null),
                token.lastUsedAt().orElse(null));
    }

    @Override
    public String toString() {
        return "TokenBody[" + name + "]";
    }
}
