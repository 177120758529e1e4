package org.ecluse.server.security;

import java.time.Instant;
import java.util.Optional;

/** A bearer token as its owner sees it later: without the secret. */
public record ApiToken(
        long id, String name, Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> lastUsedAt) {}
