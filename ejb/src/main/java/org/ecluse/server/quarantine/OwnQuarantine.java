package org.ecluse.server.quarantine;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.EmailAddress;
import org.ecluse.preview.MailPreview;
import org.ecluse.preview.MailPreviewer;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.learning.LearningService;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredMessage;

/**
 * What users see and undo in their own quarantine, beside its list and releases. Callers have made sure whose it is; a copy that came
 * while the address was another customer's, and one in the administrators' quarantine, do not exist here (R2.6).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnQuarantine {
    /** How long a release can be undone, if it is not delivered before. */
    public static final Duration UNDO = Duration.ofMinutes(10);

    private static final MailPreviewer PREVIEWER = new MailPreviewer();

    @Inject
    QuarantineRows rows;

    @Inject
    QuarantineLedger ledger;

    @Inject
    LearningService learning;

    @Inject
    MessageStore store;

    @Inject
    Clock clock;

    /** @throws NotThereException it is not this recipient's to see */
    public QuarantineEntry one(long customerId, String recipient, String copyId) {
        return rows.find(parsed(copyId))
                .filter(entry -> entry.recipient().equals(recipient)
                        && entry.customerId() == customerId
                        && entry.quarantineClass() == QuarantineClass.USER)
                .orElseThrow(NotThereException::new);
    }

    /** The message made fit to be looked at, after the look was recorded (B14). @throws NotThereException its content is gone */
    public MailPreview preview(long customerId, String recipient, String copyId) {
        QuarantineEntry entry = one(customerId, recipient, copyId);
        if (!entry.contentKept()) {
            throw new NotThereException();
        }
        CopyId id = parsed(copyId);
        ledger.viewed(id, recipient, Optional.empty());
        try {
            return PREVIEWER.preview(new StoredMessage(store, id.message(), entry.sizeBytes()));
        } catch (IOException e) {
            throw new EJBException("message " + id.message().value() + " cannot be read", e);
        }
    }

    /** Whom the recipient would put on a list for it. Empty: it shows no address. */
    public Optional<EmailAddress> senderOf(String copyId) {
        return rows.senderOf(parsed(copyId));
    }

    /** Own releases that can still be undone, the last one first. */
    public List<QuarantineEntry> releasedAndWaiting(long customerId, String recipient) {
        return rows.releasedAndWaiting(customerId, recipient, clock.instant().minus(UNDO));
    }

    /** Undoes an own release, and with it what it taught the filter. False: it is too late. */
    public boolean takeBack(long customerId, String recipient, String copyId) {
        one(customerId, recipient, copyId);
        CopyId id = parsed(copyId);
        boolean heldAgain = ledger.takeBack(id, recipient, clock.instant().minus(UNDO));
        if (heldAgain) {
            learning.unlearnWanted(customerId, id, recipient);
        }
        return heldAgain;
    }

    /** Whether {@link #takeBack} or {@link #withdrawReport} would do something now. */
    public boolean canTakeBack(long customerId, String recipient, String copyId) {
        Instant since = clock.instant().minus(UNDO);
        return rows.releasedAndWaiting(customerId, recipient, since).stream()
                        .anyMatch(entry -> entry.copyId().equals(copyId))
                || rows.isReportedNotSpam(parsed(copyId), recipient, since);
    }

    /**
     * Withdraws what a recipient said less than {@link #UNDO} ago, that a copy is no spam, and with it what that taught the filter. The copy
     * stays delivered. False: nothing was said, or too long ago.
     */
    public boolean withdrawReport(long customerId, String recipient, String copyId) {
        one(customerId, recipient, copyId);
        CopyId id = parsed(copyId);
        boolean withdrawn =
                ledger.withdrawNotSpam(id, recipient, clock.instant().minus(UNDO));
        if (withdrawn) {
            learning.unlearnWanted(customerId, id, recipient);
        }
        return withdrawn;
    }

    private static CopyId parsed(String copyId) {
        return CopyId.parse(copyId).orElseThrow(NotThereException::new);
    }
}
