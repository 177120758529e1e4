package org.ecluse.server.learning;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.campaign.Campaigns;
import org.ecluse.server.learning.LearningLedger.Undone;
import org.ecluse.server.learning.LearningLedger.Wish;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredMessage;

/**
 * Teaching the filter, for console, API, quarantine and forwarded mail. Messages are read without a transaction; each change is one
 * commit of {@link LearningLedger}, and the next mail on this node is judged by it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LearningService {
    @Inject
    LearningLedger ledger;

    @Inject
    Lessons lessons;

    @Inject
    LessonReader reader;

    @Inject
    OwnModels models;

    @Inject
    Campaigns campaigns;

    @Inject
    MessageStore store;

    /** What there is to learn of a message; empty if it cannot be read now. */
    public Optional<LessonText> read(RawMessage message) {
        return reader.read(message);
    }

    /**
     * Learns a message that was released as wanted. That it cannot be learned harms nothing else: the answer says so, and the log where
     * the database is the reason.
     */
    public LearnAnswer learnWanted(long customerId, CopyId copy, Teacher teacher, LessonText text) {
        return learn(new Wish(
                customerId,
                Lesson.Kind.WANTED,
                teacher.manages() ? Lesson.Source.CONSOLE : Lesson.Source.LINK,
                teacher,
                Optional.of(copy),
                text));
    }

    /** Learns what a user forwarded to the service (R2.13). @param address key of the user, who is proven */
    public LearnAnswer learnForwarded(long customerId, Lesson.Kind kind, String address, LessonText text) {
        return learn(new Wish(customerId, kind, Lesson.Source.MAIL, Teacher.user(address), Optional.empty(), text));
    }

    /**
     * Learns a copy whose content is still kept.
     *
     * @throws NotThereException there is no such copy, or it is another customer's
     * @throws DeniedException this role teaches nothing
     */
    public LearnAnswer learn(Viewer viewer, String copyId, Lesson.Kind kind) {
        Lessons.Subject subject = lessons.subject(viewer, CopyId.parse(copyId).orElseThrow(NotThereException::new));
        viewer.mustManageQuarantine(subject.customerId());
        if (!subject.contentKept()) {
            return LearnAnswer.CONTENT_GONE;
        }
        Optional<LessonText> text =
                reader.read(new StoredMessage(store, subject.copy().message(), subject.sizeBytes()));
        return text.map(found -> learn(new Wish(
                        subject.customerId(),
                        kind,
                        Lesson.Source.CONSOLE,
                        Teacher.of(viewer),
                        Optional.of(subject.copy()),
                        found)))
                .orElse(LearnAnswer.NOT_READ);
    }

    private LearnAnswer learn(Wish wish) {
        try {
            LearnAnswer answer = ledger.learn(wish);
            if (answer == LearnAnswer.LEARNED) {
                models.changed();
                wish.text()
                        .sketch()
                        .ifPresent(
                                sketch -> campaigns.report(sketch, wish.customerId(), wish.kind() == Lesson.Kind.SPAM));
            }
            return answer;
        } catch (EJBException e) {
            ServerLog.LOG.lessonNotKept(wish.customerId(), e);
            return LearnAnswer.NOT_READ;
        }
    }

    /** Lessons of a customer, newest first. @param person name or address of who taught; "" for all */
    public Page<Lesson> list(Viewer viewer, long customerId, String person, PageRequest page) {
        viewer.mustSee(customerId);
        return lessons.list(customerId, person, page).map(lesson -> lesson.seenBy(viewer));
    }

    /** All lessons of a customer with what was learned of each, newest first: it is the customer's and goes with it. */
    public List<ExportedLesson> export(Viewer viewer, long customerId) {
        viewer.mustManageQuarantine(customerId);
        return lessons.export(customerId);
    }

    /**
     * Takes one lesson back.
     *
     * @throws NotThereException there is none with this id, or it was taken back already
     */
    public Lesson undo(Viewer viewer, String lessonId) {
        Lesson lesson = lessons.find(lessonId).orElseThrow(NotThereException::new);
        viewer.mustManageQuarantine(lesson.customerId());
        Undone undone = ledger.undo(lesson.customerId(), lessonId, viewer.name());
        forget(List.of(undone));
        return undone.lesson();
    }

    /** Takes back all that one person taught; how many lessons that were. */
    public int undoAllBy(Viewer viewer, long customerId, String person) {
        viewer.mustManageQuarantine(customerId);
        List<Undone> undone = ledger.undoAllBy(customerId, person, viewer.name());
        forget(undone);
        return undone.size();
    }

    /**
     * Takes back what a user taught by saying that a copy is wanted, for the user has undone that. That it cannot be taken back now
     * harms nothing else: the log says so, and whoever manages the lessons sees it there.
     */
    public void unlearnWanted(long customerId, CopyId copy, String address) {
        try {
            lessons.taughtBy(address, customerId, copy)
                    .forEach(id -> forget(List.of(ledger.undo(customerId, id, address))));
        } catch (NotThereException | EJBException e) {
            ServerLog.LOG.lessonNotTakenBack(customerId, e);
        }
    }

    private void forget(List<Undone> undone) {
        models.changed();
        undone.forEach(each -> each.sketch()
                .ifPresent(sketch -> campaigns.takeBack(sketch, each.lesson().customerId())));
    }
}
