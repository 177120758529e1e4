package org.ecluse.server.reports;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;

/** Every minute reads the mails to report addresses that came. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReportTimer {
    @Inject
    Readiness readiness;

    @Inject
    ReportLanding landing;

    private final AtomicBoolean reading = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    void read() {
        if (!readiness.isReady() || !reading.compareAndSet(false, true)) {
            return;
        }
        try {
            landing.readWhatWaits();
        } catch (SQLException | EJBException e) {
            ServerLog.LOG.waitingMailUnreadable(e);
        } finally {
            reading.set(false);
        }
    }
}
