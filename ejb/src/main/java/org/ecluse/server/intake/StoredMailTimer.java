package org.ecluse.server.intake;

import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;

/** Tries again, every minute at most, what could not be taken in at start. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StoredMailTimer {
    @Inject
    private Readiness readiness;

    @Inject
    private StoredMailRecovery recovery;

    @Schedule(hour = "*", minute = "*", second = "10", persistent = false)
    void tryAgain() {
        if (!readiness.isReady()) {
            return;
        }
        try {
            recovery.tryAgain();
        } catch (EJBException e) {
            ServerLog.LOG.waitingMailUnreadable(e);
        }
    }
}
