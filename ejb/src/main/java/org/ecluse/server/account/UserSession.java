package org.ecluse.server.account;

import java.time.Instant;

/**
 * A session as its owner sees it.
 *
 * @param id public: knowing it opens nothing
 * @param device as the browser called itself, bounded
 */
public record UserSession(String id, String device, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
