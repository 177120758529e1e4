package org.ecluse.server.queue;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.mail.CopyId;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.tracking.ContentRemoval;

/**
 * The delivery queue for console and API. Everybody who sees a copy sees its entry; changes are for administrators
 * ({@link DeniedException}), and what is not visible does not exist ({@link NotThereException}).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueService {
    @Inject
    QueueRows rows;

    @Inject
    ContentRemoval content;

    /** Entries that the viewer may see, the next due first. */
    public Page<QueuedCopy> list(Viewer viewer, QueueFilter filter, PageRequest page) {
        return rows.list(viewer, filter, page);
    }

    /** @throws NotThereException it is not, or no longer, in the queue */
    public QueuedCopy one(Viewer viewer, String copyId) {
        return rows.one(viewer, parsed(copyId));
    }

    /** The next attempt is made now; one that runs already goes on. */
    public void retryNow(Viewer viewer, String copyId) {
        rows.retryNow(viewer, parsed(copyId));
    }

    /**
     * Takes the copy out of the queue for good: it is delivered to nobody, and nobody is told.
     *
     * @throws InvalidInputException it is being delivered at this moment
     */
    public void cancel(Viewer viewer, String copyId) {
        CopyId id = parsed(copyId);
        rows.cancel(viewer, id);
        content.removeIfUnneeded(id.message());
    }

    /**
     * No attempt is made until {@link #resume}. The time after which the copy is given up goes on.
     *
     * @throws InvalidInputException it is being delivered at this moment
     */
    public void hold(Viewer viewer, String copyId) {
        rows.hold(viewer, parsed(copyId));
    }

    public void resume(Viewer viewer, String copyId) {
        rows.resume(viewer, parsed(copyId));
    }

    private static CopyId parsed(String copyId) {
        return CopyId.parse(copyId).orElseThrow(NotThereException::new);
    }
}
