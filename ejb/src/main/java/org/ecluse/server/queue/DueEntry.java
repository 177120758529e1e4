package org.ecluse.server.queue;

import java.util.OptionalLong;

/**
 * An entry that waits to be attempted.
 *
 * @param nextHop domain it goes to
 * @param domainId whose destination servers take it; empty: the MX records of {@code nextHop}
 */
record DueEntry(long id, String nextHop, OptionalLong domainId) {
    static DueEntry of(QueueEntryRow row) {
        return new DueEntry(
                row.id(),
                row.nextHop(),
                row.domainId() == null ? OptionalLong.empty() : OptionalLong.of(row.domainId()));
    }
}
