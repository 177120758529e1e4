package org.ecluse.server.intake;

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

/** Every minute gives the copies that could not be checked when they came another look (B8). */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PendingScanTimer {
    @Inject
    private Readiness readiness;

    @Inject
    private SecondLook secondLook;

    private final AtomicBoolean looking = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void lookAgain() {
        if (!readiness.isReady() || !looking.compareAndSet(false, true)) {
            return;
        }
        try {
            secondLook.atWhatIsDue();
        } catch (SQLException | EJBException e) {
            ServerLog.LOG.waitingMailUnreadable(e);
        } finally {
            looking.set(false);
        }
    }
}
