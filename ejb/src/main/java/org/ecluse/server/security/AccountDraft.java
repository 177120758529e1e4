package org.ecluse.server.security;

import java.util.Optional;
import org.ecluse.server.access.Role;

/**
 * An account to open.
 *
 * @param password must be changed at the first sign-in
 * @param customerId empty only for {@link Role#PLATFORM_ADMINISTRATOR}
 * @param locale {@code fr} or {@code en}
 */
public record AccountDraft(String userName, String password, Role role, Optional<Long> customerId, String locale) {
    @Override
    public String toString() {
        return "AccountDraft[" + userName + "]";
    }
}
