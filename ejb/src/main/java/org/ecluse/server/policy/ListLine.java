package org.ecluse.server.policy;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;

/**
 * A line of a green or red list with its history.
 *
 * @param domain for which of the customer's domains; empty: all
 * @param recipient for which address; empty: every recipient of the scope
 * @param lastHitAt when it last decided about a message (B6)
 */
public record ListLine(
        long id,
        long customerId,
        Optional<String> domain,
        Optional<String> recipient,
        Colour colour,
        Kind kind,
        String value,
        String note,
        Optional<Instant> expiresAt,
        Optional<Instant> lastHitAt,
        String createdBy,
        Instant createdAt) {}
