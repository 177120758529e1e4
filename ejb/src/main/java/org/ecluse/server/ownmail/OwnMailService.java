package org.ecluse.server.ownmail;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.settings.ServerSettings;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/** Keeps a mail of the service, then has its rows written: content before row, as for every other (ADR 0001). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnMailService {
    @Inject
    OwnMailRecorder recorder;

    @Inject
    MessageStore store;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** Writes the rows of a kept mail in one commit. False: it is not wanted after all, and nothing was written. */
    @FunctionalInterface
    public interface Recording {
        boolean record(KeptMail mail);
    }

    /** Queues a mail. {@code why} stands in the timeline. */
    public void send(OwnMail draft, String why) throws IOException {
        send(draft, mail -> {
            recorder.queue(mail, why);
            return true;
        });
    }

    /** Queues a mail together with what {@code recording} writes besides. False: it was not wanted after all. */
    public boolean send(OwnMail draft, Recording recording) throws IOException {
        return send(draft, draft.from(), recording);
    }

    /** As {@link #send(OwnMail, Recording)}, from the null reverse-path: nothing ever comes back (RFC 3834 section 3.3). */
    public boolean sendFromNobody(OwnMail draft, Recording recording) throws IOException {
        return send(draft, "", recording);
    }

    private boolean send(OwnMail draft, String reversePath, Recording recording) throws IOException {
        RawMessage octets = new Octets(OwnMailComposer.compose(draft));
        MessageId id = MessageId.create(clock);
        StoredEnvelope envelope = envelope(draft, reversePath);
        store.keep(id, envelope, octets);
        boolean recorded = false;
        try {
            recorded = recording.record(new KeptMail(id, envelope, draft.from(), draft.subject(), octets.sizeBytes()));
        } finally {
            if (!recorded) {
                // No row knows it. A crash right here leaves it to the next start, which removes own mail without a
                // row.
                store.remove(id);
            }
        }
        return recorded;
    }

    private StoredEnvelope envelope(OwnMail draft, String reversePath) {
        return new StoredEnvelope(
                "REPORT",
                clock.instant(),
                reversePath,
                List.of(new StoredEnvelope.Recipient(draft.to(), "NEVER", "")),
                "", // no client brought it
                settings.service().hostName(),
                false);
    }
}
