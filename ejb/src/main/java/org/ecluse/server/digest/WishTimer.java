package org.ecluse.server.digest;

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

/** Every few seconds answers what was written to the quarantine address: whoever asks for a report "now" means it. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WishTimer {
    @Inject
    Readiness readiness;

    @Inject
    WishDesk desk;

    private final AtomicBoolean answering = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void answer() {
        if (!readiness.isReady() || !answering.compareAndSet(false, true)) {
            return;
        }
        try {
            desk.answerWhatWaits();
        } catch (SQLException | EJBException e) {
            ServerLog.LOG.wishesUnreadable(e);
        } finally {
            answering.set(false);
        }
    }
}
