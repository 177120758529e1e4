package org.ecluse.server.notice;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;

/** Mails waiting notices every few seconds: what "real time" means in R2.10, and long enough to gather a burst. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoticeTimer {
    @Inject
    private Readiness readiness;

    @Inject
    private NoticeService notices;

    private final AtomicBoolean sending = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void send() {
        once(notices::sendWaiting);
    }

    @Schedule(hour = "*", minute = "17", second = "2", persistent = false)
    void forget() {
        once(notices::forgetOld);
    }

    private void once(Runnable work) {
        if (!readiness.isReady() || !sending.compareAndSet(false, true)) {
            return;
        }
        try {
            work.run();
        } catch (EJBException e) {
            ServerLog.LOG.noticesUnreadable(e);
        } finally {
            sending.set(false);
        }
    }
}
