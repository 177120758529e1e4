package org.ecluse.server.quarantine;

import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.Viewer;

/** In which capacity somebody who signed in acts in the quarantine. */
public final class Capacity {
    private Capacity() {}

    /**
     * What {@code viewer} may do at most.
     *
     * @throws DeniedException this role releases nothing
     */
    public static Releaser of(Viewer viewer) {
        return switch (viewer.role()) {
            case PLATFORM_ADMINISTRATOR, CUSTOMER_ADMINISTRATOR -> Releaser.ADMINISTRATOR;
            case QUARANTINE_MANAGER -> Releaser.QUARANTINE_MANAGER;
            case HELP_DESK -> throw new DeniedException();
        };
    }
}
