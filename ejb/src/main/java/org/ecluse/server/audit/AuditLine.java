package org.ecluse.server.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the audit trail.
 *
 * @param customerId whose thing it was; empty: the platform's
 * @param action name of an {@code AuditAction}
 * @param subject what it was done to
 * @param number in the chain; empty: not sealed yet
 * @param hash of the entry, "" if not sealed yet
 */
public record AuditLine(
        Instant at,
        Optional<Long> customerId,
        String actor,
        String action,
        String subject,
        String detail,
        Optional<Long> number,
        String hash) {}
