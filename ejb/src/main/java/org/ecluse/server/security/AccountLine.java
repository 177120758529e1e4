package org.ecluse.server.security;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.server.access.Role;

/**
 * An account as those who look after it see it.
 *
 * @param customerId empty: the platform's
 * @param active false: closed; it opens nothing
 * @param mustChange its password was given by somebody else and opens nothing but the page that replaces it
 */
public record AccountLine(
        long id,
        String userName,
        Role role,
        Optional<Long> customerId,
        String locale,
        boolean active,
        boolean mustChange,
        Instant createdAt) {}
