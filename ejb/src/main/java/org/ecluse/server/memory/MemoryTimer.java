package org.ecluse.server.memory;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.server.lifecycle.Readiness;

/** Writes what the caches remember every ten minutes, for a server that is killed. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MemoryTimer {
    @Inject
    private Readiness readiness;

    @Inject
    private Memories memories;

    @Schedule(hour = "*", minute = "*/10", persistent = false)
    void save() {
        if (readiness.isReady()) {
            memories.save();
        }
    }
}
