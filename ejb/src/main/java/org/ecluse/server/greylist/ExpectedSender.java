package org.ecluse.server.greylist;

import java.time.Instant;
import java.util.Optional;

/**
 * A sender that somebody expects: it passes the grey zone for a day (B7).
 *
 * @param recipient address key; empty: every recipient of the customer
 * @param sender address, domain with those below it, or what a bounce's HELO says
 */
public record ExpectedSender(
        long id,
        long customerId,
        Optional<String> recipient,
        String sender,
        String createdBy,
        Instant createdAt,
        Instant expiresAt) {}
