package org.ecluse.server.dnslist;

import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;

/** Every minute, on every node: reads which lists shall be asked, and looks at those whose time has come. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DnsListTimer {
    @Inject
    private Readiness readiness;

    @Inject
    private DnsListWatch watch;

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    void look() {
        if (!readiness.isReady()) {
            return;
        }
        try {
            watch.reload();
        } catch (EJBException e) {
            ServerLog.LOG.dnsListsUnreadable(e); // those that are known are asked on
        }
        watch.checkDue();
    }
}
