package org.ecluse.web.console.tracking;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import org.ecluse.mail.CopyId;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.tracking.CopyHistory;
import org.ecluse.server.tracking.TrackingService;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.security.CurrentViewer;

/** One recipient's copy: why it was decided so, and what became of it (B3, B4). */
@Named
@RequestScoped
public class CopyView {
    @Inject
    private TrackingService tracking;

    @Inject
    private CurrentViewer current;

    @Inject
    private Language language;

    private String id = "";
    private CopyHistory history;

    public void open() {
        CopyId copy = CopyId.parse(id).orElseThrow(NotThereException::new);
        history = tracking.copy(current.viewer(), copy, language.getLocale());
    }

    /** Where {@code points} stand on a scale that ends a little beyond destruction, as a CSS percentage. */
    public String position(double points) {
        double end =
                Math.max(history.policy().thresholds().destroy(), history.copy().score()) * 1.1;
        double share = Math.max(0, Math.min(points / end, 1)) * 100;
        return String.format(Locale.ROOT, "%.1f%%", share);
    }

    public CopyHistory getHistory() {
        return history;
    }

    public String getId() {
        return id;
    }

    public void setId(String value) {
        id = value;
    }
}
