package org.ecluse.server.security;

import java.util.Optional;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;

/**
 * A console account as the rest of the product sees it: without its password.
 *
 * @param customerId the one customer it may see; empty only for the platform
 * @param mustChange the password was generated and has to be changed first
 * @param stamp changes with the password, so that older sessions and cached credentials end
 */
public record Account(
        long id,
        String userName,
        Role role,
        Optional<Long> customerId,
        String locale,
        boolean mustChange,
        String stamp) {

    public Viewer viewer() {
        return new Viewer(userName, role, customerId);
    }
}
