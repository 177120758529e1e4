package org.ecluse.server.reputation;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.settings.ServerSettings;

/** Looks every five seconds at what sessions noted. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReputationTimer {
    @Inject
    private Readiness readiness;

    @Inject
    private ServerSettings settings;

    @Inject
    private Assessor assessor;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void look() {
        if (readiness.isReady() && settings.reputation().enabled()) {
            assessor.look();
        }
    }
}
