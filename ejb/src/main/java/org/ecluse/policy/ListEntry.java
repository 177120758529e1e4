package org.ecluse.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a green or red list.
 *
 * @param value address key, domain (its subdomains are meant too) or IP network in CIDR form
 * @param recipient address key whose entry it is; empty: the administrator's, for every recipient of the scope
 * @param expiresAt after it the entry does not count (B6)
 */
public record ListEntry(
        long id, Colour colour, Kind kind, String value, Optional<String> recipient, Optional<Instant> expiresAt) {
    /** Green or red. */
    public enum Colour {
        ALLOW,
        BLOCK
    }

    /** What {@code value} holds. */
    public enum Kind {
        ADDRESS,
        DOMAIN,
        IP
    }

    public boolean countsAt(Instant now) {
        return expiresAt.isEmpty() || expiresAt.get().isAfter(now);
    }
}
