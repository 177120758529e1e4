package org.ecluse.server.ownmail;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.queue.DeliveryQueue;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.VerdictName;

/** Records mail of the service itself (reports, DSNs) and queues it: filtered by origin, which is to say not at all. */
@Stateless
public class OwnMailRecorder {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    @Inject
    private DeliveryQueue queue;

    @Inject
    private Clock clock;

    /** Takes a stored report or DSN in again whose row was lost. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void record(MessageId id, StoredEnvelope envelope, long sizeBytes) {
        queue(new KeptMail(id, envelope, "", "", sizeBytes), "");
    }

    /**
     * Records and queues a stored mail of the service, in the transaction of the caller or one of its own.
     *
     * @param why stands in the timeline
     * @return id of the message's row
     */
    public long queue(KeptMail mail, String why) {
        StoredEnvelope envelope = mail.envelope();
        MessageRow message = new MessageRow(
                mail.id(),
                MessageRow.Origin.valueOf(envelope.origin()),
                envelope.receivedAt(),
                envelope.clientAddress(),
                envelope.helo(),
                envelope.reversePath(),
                mail.from(),
                mail.subject(),
                mail.sizeBytes(),
                MessageRow.Content.KEPT,
                "");
        entityManager.persist(message);
        int number = 0;
        for (StoredEnvelope.Recipient recipient : envelope.recipients()) {
            number++;
            queue(copy(message, number, recipient), why);
        }
        return message.id();
    }

    private void queue(CopyRow copy, String why) {
        Instant now = clock.instant();
        entityManager.persist(copy);
        entityManager.persist(EventRow.of(copy, EventKind.RECEIVED, copy.receivedAt(), "", ""));
        queue.enqueue(copy, now);
        entityManager.persist(EventRow.of(copy, EventKind.QUEUED, now, "", why));
    }

    private CopyRow copy(MessageRow message, int number, StoredEnvelope.Recipient recipient) {
        EmailAddress address = EmailAddress.parse(recipient.address()).orElseThrow();
        Optional<DomainRow> domain = entityManager
                .createQuery("SELECT d FROM DomainRow d WHERE d.name = :name", DomainRow.class)
                .setParameter("name", address.domain().value())
                .getResultStream()
                .findFirst();
        return new CopyRow(
                message,
                number,
                domain.map(DomainRow::customerId).orElse(null),
                domain.map(DomainRow::id).orElse(null),
                address.key(),
                address.toString(),
                VerdictName.CLEAN,
                Disposition.DELIVER,
                CopyRow.State.QUEUED,
                0,
                0,
                false,
                recipient.notifyOn(),
                recipient.orcpt());
    }
}
