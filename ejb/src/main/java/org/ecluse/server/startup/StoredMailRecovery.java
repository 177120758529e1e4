package org.ecluse.server.startup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.mail.MessageId;
import org.ecluse.server.intake.StoredMailIntake;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.tracking.KnownMessages;
import org.ecluse.store.MessageStore;

/** At start, takes in again every stored message without a row: the database may have gone back (decisions: Keeping mail). */
@ApplicationScoped
class StoredMailRecovery {
    @Inject
    private MessageStore store;

    @Inject
    private KnownMessages known;

    @Inject
    private StoredMailIntake intake;

    void takeInAgain() {
        List<MessageId> orphans = new ArrayList<>();
        try {
            store.eachBatch(batch -> orphans.addAll(known.without(batch)));
        } catch (IOException e) {
            throw new UncheckedIOException("the message store cannot be read", e);
        }
        int taken = 0;
        for (MessageId id : orphans) {
            // One message that cannot be taken in must not keep the others, or the server, out. It stays where it is.
            try {
                intake.takeIn(id);
                taken++;
            } catch (Exception e) {
                ServerLog.LOG.notTakenIn(id.value(), e);
            }
        }
        if (taken > 0) {
            ServerLog.LOG.takenInAgain(taken);
        }
    }
}
