package org.ecluse.server.audit;

import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;

/** Every minute, on every node, seals what the audit trail got; of several at once one does it. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditTimer {
    private static final int MOST_ROUNDS = 100;

    @Inject
    Readiness readiness;

    @Inject
    AuditChain chain;

    @Schedule(hour = "*", minute = "*", second = "50", persistent = false)
    void seal() {
        if (!readiness.isReady()) {
            return;
        }
        try {
            int rounds = 0;
            while (chain.seal() > 0 && rounds < MOST_ROUNDS) {
                rounds++;
            }
        } catch (EJBException e) {
            ServerLog.LOG.auditNotSealed(e); // the next minute's run seals it
        }
    }
}
