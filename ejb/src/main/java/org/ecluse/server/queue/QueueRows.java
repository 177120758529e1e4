package org.ecluse.server.queue;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.mail.CopyId;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;

/** Reads the queue for people and changes an entry for them: each change is one short transaction, its row locked in it. */
@Stateless
public class QueueRows {
    private static final String PAIRS = " FROM QueueEntryRow q JOIN CopyRow c ON c.id = q.copyId";

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    DeliveryQueue queue;

    @Inject
    Clock clock;

    public Page<QueuedCopy> list(Viewer viewer, QueueFilter filter, PageRequest page) {
        Map<String, Object> parameters = new HashMap<>();
        String where = where(viewer, filter, parameters);
        TypedQuery<Object[]> pairs = entityManager.createQuery(
                "SELECT q, c" + PAIRS + " JOIN FETCH c.message" + where + " ORDER BY q.dueAt, q.id", Object[].class);
        TypedQuery<Long> ids = entityManager.createQuery("SELECT q.id" + PAIRS + where, Long.class);
        parameters.forEach((name, value) -> {
            pairs.setParameter(name, value);
            ids.setParameter(name, value);
        });
        Instant now = clock.instant();
        List<QueuedCopy> items =
                pairs.setFirstResult(page.offset()).setMaxResults(page.limit()).getResultList().stream()
                        .map(pair -> shown(viewer, (QueueEntryRow) pair[0], (CopyRow) pair[1], now))
                        .toList();
        return new Page<>(items, ids.setMaxResults(Page.COUNTED).getResultList().size());
    }

    public QueuedCopy one(Viewer viewer, CopyId id) {
        CopyRow copy = copy(id);
        viewer.mustSee(copy.customerId());
        return shown(viewer, entry(copy, LockModeType.NONE), copy, clock.instant());
    }

    public void retryNow(Viewer viewer, CopyId id) {
        CopyRow copy = administered(viewer, id);
        QueueEntryRow entry = entry(copy, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        if (!entry.isClaimed(now)) {
            entry.dueNow(now);
            note(copy, EventKind.QUEUED, now, viewer, "retry");
            queue.retryAfterCommit(DueEntry.of(entry));
        }
    }

    public void hold(Viewer viewer, CopyId id) {
        CopyRow copy = administered(viewer, id);
        Instant now = clock.instant();
        free(entry(copy, LockModeType.PESSIMISTIC_WRITE), now).hold();
        note(copy, EventKind.HELD, now, viewer, "");
    }

    public void resume(Viewer viewer, CopyId id) {
        CopyRow copy = administered(viewer, id);
        QueueEntryRow entry = entry(copy, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        entry.dueNow(now);
        note(copy, EventKind.QUEUED, now, viewer, "resumed");
        queue.retryAfterCommit(DueEntry.of(entry));
    }

    public void cancel(Viewer viewer, CopyId id) {
        CopyRow copy = administered(viewer, id);
        Instant now = clock.instant();
        entityManager.remove(free(entry(copy, LockModeType.PESSIMISTIC_WRITE), now));
        copy.moveTo(CopyRow.State.CANCELLED);
        note(copy, EventKind.CANCELLED, now, viewer, "");
    }

    private static String where(Viewer viewer, QueueFilter filter, Map<String, Object> parameters) {
        StringBuilder where = new StringBuilder(" WHERE 1 = 1");
        filter.customerId().ifPresent(viewer::mustSee);
        viewer.customerId().or(filter::customerId).ifPresent(customer -> {
            where.append(" AND q.customerId = :customer");
            parameters.put("customer", customer);
        });
        filter.state().ifPresent(state -> {
            where.append(" AND q.state = :state");
            parameters.put("state", state);
        });
        if (!filter.text().isBlank()) {
            where.append(" AND (lower(c.recipient) LIKE :text ESCAPE '!' OR lower(q.nextHop) LIKE :text ESCAPE '!')");
            parameters.put("text", Like.contains(filter.text()));
        }
        return where.toString();
    }

    private CopyRow administered(Viewer viewer, CopyId id) {
        CopyRow copy = copy(id);
        viewer.mustAdminister(copy.customerId());
        return copy;
    }

    private CopyRow copy(CopyId id) {
        return entityManager
                .createQuery(
                        "SELECT c FROM CopyRow c JOIN FETCH c.message m WHERE m.publicId = :message AND c.number = :number",
                        CopyRow.class)
                .setParameter("message", id.message().value())
                .setParameter("number", id.number())
                .getResultStream()
                .findFirst()
                .orElseThrow(NotThereException::new);
    }

    private QueueEntryRow entry(CopyRow copy, LockModeType lock) {
        Optional<QueueEntryRow> entry = entityManager
                .createQuery("SELECT q FROM QueueEntryRow q WHERE q.copyId = :copy", QueueEntryRow.class)
                .setParameter("copy", copy.id())
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
        return entry.orElseThrow(NotThereException::new);
    }

    /** @throws InvalidInputException a node is sending it at this moment: too late */
    private static QueueEntryRow free(QueueEntryRow entry, Instant now) {
        if (entry.isClaimed(now)) {
            throw new InvalidInputException("id", "error.queue.in-delivery");
        }
        return entry;
    }

    private void note(CopyRow copy, EventKind kind, Instant now, Viewer viewer, String detail) {
        entityManager.persist(EventRow.of(copy, kind, now, viewer.name(), detail));
    }

    private static QueuedCopy shown(Viewer viewer, QueueEntryRow entry, CopyRow copy, Instant now) {
        return new QueuedCopy(
                copy.publicId(),
                copy.customerId(),
                copy.recipient(),
                copy.message().reversePath(),
                viewer.shown(copy.message().subject()),
                entry.nextHop(),
                entry.state(),
                entry.isClaimed(now),
                entry.attempts(),
                entry.queuedAt(),
                entry.dueAt(),
                entry.lastReply());
    }
}
