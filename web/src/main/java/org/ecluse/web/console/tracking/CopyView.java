package org.ecluse.web.console.tracking;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.mail.CopyId;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Role;
import org.ecluse.server.learning.LearnAnswer;
import org.ecluse.server.learning.LearningService;
import org.ecluse.server.learning.Lesson;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.server.tracking.CopyHistory;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.TrackingService;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.console.quarantine.QuarantineView;
import org.ecluse.web.security.CurrentViewer;

/** One recipient's copy: why it was decided so, what became of it, and its release (B3, B4). */
@Named
@ViewScoped
public class CopyView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private TrackingService tracking;

    @Inject
    private QuarantineService quarantine;

    @Inject
    private QuarantineView releases;

    @Inject
    private CurrentViewer current;

    @Inject
    private Language language;

    @Inject
    private LearningService learning;

    @Inject
    private Feedback feedback;

    private String id = "";
    private transient CopyHistory history;
    private transient Optional<QuarantineEntry> held;

    public void open() {
        CopyId copy = CopyId.parse(id).orElseThrow(NotThereException::new);
        history = tracking.copy(current.viewer(), copy, language.getLocale());
        held = Optional.of(history)
                .filter(found -> found.copy().state() == CopyRow.State.QUARANTINED)
                .map(found -> quarantine.one(current.viewer(), id));
    }

    /** Whether it is held and the viewer may have it delivered. */
    public boolean isReleasable() {
        return getHistory() != null && held.filter(releases::mayRelease).isPresent();
    }

    public void release() {
        releases.release(id);
        open();
    }

    public void notSpam() {
        releases.notSpam(id);
        open();
    }

    /** Whether the viewer may say that it is spam: of a customer's mail that was not held as such. */
    public boolean isTeachable() {
        return current.viewer().role() != Role.HELP_DESK
                && getHistory() != null
                && history.copy().customerId().isPresent()
                && history.copy().state() != CopyRow.State.QUARANTINED;
    }

    public void learnSpam() {
        LearnAnswer answer = learning.learn(current.viewer(), id, Lesson.Kind.SPAM);
        String key = "learning.answer." + answer;
        if (answer == LearnAnswer.LEARNED) {
            feedback.done(key);
        } else {
            feedback.warn(key);
        }
        open();
    }

    /** Where {@code points} stand on a scale that ends a little beyond destruction, as a CSS percentage. */
    public String position(double points) {
        double end =
                Math.max(history.policy().thresholds().destroy(), history.copy().score()) * 1.1;
        double share = Math.max(0, Math.min(points / end, 1)) * 100;
        return String.format(Locale.ROOT, "%.1f%%", share);
    }

    /** Null before the page's parameter is known. */
    public CopyHistory getHistory() {
        if (history == null && !id.isEmpty()) {
            open(); // the session came back from disk
        }
        return history;
    }

    public String getId() {
        return id;
    }

    public void setId(String value) {
        id = value;
    }
}
