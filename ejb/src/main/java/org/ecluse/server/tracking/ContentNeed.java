package org.ecluse.server.tracking;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.MessageId;

/** Tells whether any copy still needs a message's content. */
@Stateless
public class ContentNeed {
    private static final Set<CopyRow.State> NEEDING = EnumSet.of(
            CopyRow.State.QUEUED, CopyRow.State.QUARANTINED, CopyRow.State.RELEASED, CopyRow.State.SCAN_PENDING);

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    /** Marks the content as gone if every copy is final. True: the caller removes it, after this commit. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean markGoneIfUnneeded(MessageId id) {
        // Locked, so that of two copies that end at once the second sees the first.
        Optional<MessageRow> message = entityManager
                .createQuery("SELECT m FROM MessageRow m WHERE m.publicId = :id", MessageRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst();
        message.ifPresent(row -> entityManager.refresh(row, LockModeType.PESSIMISTIC_WRITE));
        if (message.isEmpty() || message.get().content() == MessageRow.Content.GONE || isNeeded(message.get())) {
            return false;
        }
        message.get().contentGone();
        return true;
    }

    /** Those of {@code ids} whose row says that the content is gone. */
    public List<MessageId> markedGone(List<MessageId> ids) {
        return entityManager
                .createQuery(
                        "SELECT m.publicId FROM MessageRow m WHERE m.publicId IN :ids AND m.content = :gone",
                        String.class)
                .setParameter("ids", ids.stream().map(MessageId::value).toList())
                .setParameter("gone", MessageRow.Content.GONE)
                .getResultStream()
                .map(MessageId::new)
                .toList();
    }

    private boolean isNeeded(MessageRow message) {
        return entityManager
                        .createQuery(
                                "SELECT COUNT(c) FROM CopyRow c WHERE c.message = :message AND c.state IN :needing",
                                Long.class)
                        .setParameter("message", message)
                        .setParameter("needing", NEEDING)
                        .getSingleResult()
                > 0;
    }
}
