package org.ecluse.web.console.queue;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.queue.QueueEntryRow;
import org.ecluse.server.queue.QueueFilter;
import org.ecluse.server.queue.QueueService;
import org.ecluse.server.queue.QueuedCopy;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** The delivery queue: what waits, and why. */
@Named
@ViewScoped
public class QueueView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private QueueService queue;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private final PagedModel<QueuedCopy> model = new PagedModel<>(this::page);
    private String search = "";
    private QueueEntryRow.State state;

    public void retry(String copyId) {
        if (feedback.attempt(() -> {
            queue.retryNow(current.viewer(), copyId);
        })) {
            feedback.done("queue.retried");
        }
    }

    public void hold(String copyId) {
        if (feedback.attempt(() -> {
            queue.hold(current.viewer(), copyId);
        })) {
            feedback.done("queue.held");
        }
    }

    public void resume(String copyId) {
        if (feedback.attempt(() -> {
            queue.resume(current.viewer(), copyId);
        })) {
            feedback.done("queue.resumed");
        }
    }

    public void cancel(String copyId) {
        if (feedback.attempt(() -> {
            queue.cancel(current.viewer(), copyId);
        })) {
            feedback.done("queue.cancelled");
        }
    }

    public boolean isHeld(QueuedCopy copy) {
        return copy.state() == QueueEntryRow.State.HELD;
    }

    private Page<QueuedCopy> page(PageRequest request) {
        return queue.list(
                current.viewer(), new QueueFilter(Optional.empty(), search, Optional.ofNullable(state)), request);
    }

    public PagedModel<QueuedCopy> getModel() {
        return model;
    }

    public QueueEntryRow.State[] getStates() {
        return QueueEntryRow.State.values();
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String value) {
        search = value;
    }

    public QueueEntryRow.State getState() {
        return state;
    }

    public void setState(QueueEntryRow.State value) {
        state = value;
    }
}
