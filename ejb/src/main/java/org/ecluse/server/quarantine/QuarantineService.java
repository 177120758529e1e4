package org.ecluse.server.quarantine;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.RawMessage;
import org.ecluse.quarantine.ContentCheck;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.learning.LearningService;
import org.ecluse.server.learning.LessonText;
import org.ecluse.server.learning.Teacher;
import org.ecluse.server.quarantine.ReleaseAnswer.Outcome;
import org.ecluse.server.tracking.ContentRemoval;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredMessage;

/**
 * The quarantine for console, API and link pages. Scans run without a transaction; each change is one commit of
 * {@link QuarantineLedger}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QuarantineService {
    @Inject
    QuarantineRows rows;

    @Inject
    QuarantineLedger ledger;

    @Inject
    ContentCheck contentCheck;

    @Inject
    MessageStore store;

    @Inject
    ContentRemoval contentRemoval;

    @Inject
    LearningService learning;

    /** Entries that the viewer may see, newest first. */
    public Page<QuarantineEntry> list(Viewer viewer, QuarantineFilter filter, PageRequest page) {
        return rows.list(viewer, filter, page);
    }

    /** @throws NotThereException no such copy was ever held, or it is another customer's */
    public QuarantineEntry one(Viewer viewer, String copyId) {
        QuarantineEntry entry = rows.find(parsed(copyId)).orElseThrow(NotThereException::new);
        viewer.mustSee(entry.customerId());
        return entry.seenBy(viewer);
    }

    /**
     * Looks once more for viruses, then has this one copy delivered (B1).
     *
     * @throws DeniedException this role releases nothing
     */
    public ReleaseAnswer release(Viewer viewer, String copyId) {
        QuarantineEntry entry = one(viewer, copyId);
        viewer.mustManageQuarantine(entry.customerId());
        return release(entry, Capacity.of(viewer), viewer.name());
    }

    /** As {@link #release}, and keeps the report that it was no spam (R3.5); the report stands even if the release cannot be. */
    public ReleaseAnswer notSpam(Viewer viewer, String copyId) {
        QuarantineEntry entry = one(viewer, copyId);
        viewer.mustManageQuarantine(entry.customerId());
        return notSpam(entry, Capacity.of(viewer), Teacher.of(viewer));
    }

    /** The content, after the look into it was recorded (B14). */
    public RawMessage content(Viewer viewer, String copyId) {
        QuarantineEntry entry = one(viewer, copyId);
        viewer.mustManageQuarantine(entry.customerId());
        if (!entry.contentKept()) {
            throw new NotThereException();
        }
        CopyId id = parsed(copyId);
        ledger.viewed(id, viewer.name(), Optional.of(viewer.role()));
        return new StoredMessage(store, id.message(), entry.sizeBytes());
    }

    /**
     * Held copies that a recipient may know of, newest first.
     *
     * @param customerId of the recipient now: what was held while the domain was another customer's is not this recipient's
     * @param recipient address key
     * @param text as in {@link QuarantineFilter}
     */
    public Page<QuarantineEntry> listOfRecipient(
            long customerId, String recipient, Optional<String> text, PageRequest page) {
        return rows.listOfRecipient(customerId, recipient, text, page);
    }

    /** For a recipient that a signed link names. @throws NotThereException the copy is not this recipient's */
    public QuarantineEntry oneOfRecipient(String recipient, String copyId) {
        return rows.find(parsed(copyId))
                .filter(entry -> entry.recipient().equals(recipient))
                .orElseThrow(NotThereException::new);
    }

    /** The entry of a copy, for who has shown to have the report that lists it. Empty: it is known no longer. */
    public Optional<QuarantineEntry> known(CopyId copy) {
        return rows.find(copy);
    }

    /** A recipient's own release, proved by a signed link. */
    public ReleaseAnswer releaseByRecipient(String recipient, String copyId) {
        return release(oneOfRecipient(recipient, copyId), Releaser.USER, recipient);
    }

    /** A recipient's own "not spam", proved by a signed link. */
    public ReleaseAnswer notSpamByRecipient(String recipient, String copyId) {
        return notSpam(oneOfRecipient(recipient, copyId), Releaser.USER, Teacher.user(recipient));
    }

    /** Learned is only what was released: what stays held for a reason is not believed to be wanted. */
    private ReleaseAnswer notSpam(QuarantineEntry entry, Releaser role, Teacher teacher) {
        CopyId id = parsed(entry.copyId());
        ledger.reportNotSpam(id, teacher.name());
        Optional<LessonText> text = // read before the release: a delivered message may be gone
                entry.releasableBy(role)
                        ? learning.read(new StoredMessage(store, id.message(), entry.sizeBytes()))
                        : Optional.empty();
        ReleaseAnswer answer = release(entry, role, teacher.name());
        if (answer.outcome() == Outcome.RELEASED && text.isPresent()) {
            learning.learnWanted(entry.customerId(), id, teacher, text.get());
        }
        return answer;
    }

    private ReleaseAnswer release(QuarantineEntry entry, Releaser role, String actor) {
        if (entry.state() == QuarantineEntryRow.State.RELEASED) {
            return ReleaseAnswer.of(Outcome.ALREADY_RELEASED);
        }
        if (!entry.held() || !entry.contentKept()) {
            return ReleaseAnswer.of(Outcome.NO_LONGER_HELD);
        }
        if (!entry.releasableBy(role)) {
            return ReleaseAnswer.of(Outcome.NOT_ALLOWED);
        }
        CopyId id = parsed(entry.copyId());
        ContentCheck.Answer answer = contentCheck.check(new StoredMessage(store, id.message(), entry.sizeBytes()));
        if (answer.result() == ContentCheck.Result.UNAVAILABLE) {
            return new ReleaseAnswer(Outcome.NOT_CHECKED, answer.detail());
        }
        if (answer.result() == ContentCheck.Result.INFECTED) {
            ledger.infected(id, answer.detail()).ifPresent(contentRemoval::removeIfUnneeded);
            return new ReleaseAnswer(Outcome.INFECTED, answer.detail());
        }
        return ReleaseAnswer.of(ledger.release(id, role, actor));
    }

    private static CopyId parsed(String copyId) {
        return CopyId.parse(copyId).orElseThrow(NotThereException::new);
    }
}
