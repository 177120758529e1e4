package org.ecluse.server.reports;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.server.lifecycle.Readiness;

/** Writes every minute, on every node, what was collected for the owners of domains, and once more when the server goes down. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DmarcTimer {
    @Inject
    Readiness readiness;

    @Inject
    DmarcCollector collector;

    @Schedule(hour = "*", minute = "*", second = "50", persistent = false)
    void minute() {
        if (readiness.isReady()) {
            collector.write();
        }
    }

    @PreDestroy
    void end() {
        collector.write();
    }
}
