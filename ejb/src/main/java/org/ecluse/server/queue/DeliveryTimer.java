package org.ecluse.server.queue;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;

/** The second hand of delivery. Each node has its own; the claims keep them apart. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryTimer {
    @Inject
    private DeliveryEngine engine;

    @Inject
    private Readiness readiness;

    private final AtomicBoolean ticking = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        if (!readiness.isReady() || !ticking.compareAndSet(false, true)) {
            return;
        }
        try {
            engine.tick();
        } catch (SQLException e) {
            ServerLog.LOG.queueUnreadable(e);
        } finally {
            ticking.set(false);
        }
    }
}
