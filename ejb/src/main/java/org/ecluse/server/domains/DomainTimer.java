package org.ecluse.server.domains;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.server.lifecycle.Readiness;

/** Writes every ten seconds what was noted of domains. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DomainTimer {
    @Inject
    private Readiness readiness;

    @Inject
    private DomainBook book;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void look() {
        if (readiness.isReady()) {
            book.look();
        }
    }
}
