package org.ecluse.web.console.learning;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.learning.LearningService;
import org.ecluse.server.learning.Lesson;
import org.ecluse.web.console.frame.ChosenCustomer;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** {@code Filtrage > Apprentissage}: what the chosen customer's people taught, and how it is taken back. */
@Named
@ViewScoped
public class LearningView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private LearningService learning;

    @Inject
    private ChosenCustomer customer;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private final PagedModel<Lesson> model = new PagedModel<>(this::page);
    private String search = "";

    public void undo(Lesson lesson) {
        try {
            learning.undo(current.viewer(), lesson.id());
            feedback.done("learning.undone", 1);
        } catch (NotThereException e) {
            feedback.warn("learning.undone.before");
        }
    }

    /** Takes back all that the person of this lesson taught. */
    public void undoAllBy(Lesson lesson) {
        int undone = learning.undoAllBy(current.viewer(), lesson.customerId(), lesson.taughtBy());
        feedback.done("learning.undone", undone);
    }

    private Page<Lesson> page(PageRequest request) {
        return customer.isAny()
                ? learning.list(current.viewer(), customer.required(), search, request)
                : new Page<>(List.of(), 0);
    }

    public PagedModel<Lesson> getModel() {
        return model;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String text) {
        search = text;
    }
}
