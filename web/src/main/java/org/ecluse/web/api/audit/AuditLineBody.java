package org.ecluse.web.api.audit;

import org.ecluse.server.audit.AuditLine;

/**
 * An entry of the audit trail.
 *
 * @param at ISO 8601, UTC
 * @param customer whose thing it was; left out: the platform's
 * @param number in the chain; left out until it is sealed, within a minute
 * @param hash of this entry and all before, hex SHA-256
 */
public record AuditLineBody(
        String at,
        Long customer,
        String actor,
        String action,
        String subject,
        String detail,
        Long number,
        String hash) {
    static AuditLineBody of(AuditLine line) {
        return new AuditLineBody(
                line.at().toString(),
                line.customerId().orElse(null),
                line.actor(),
                line.action(),
                line.subject(),
                line.detail(),
                line.number().orElse(null),
                line.hash());
    }
}
