package org.ecluse.web.console.audit;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.audit.AuditHead;
import org.ecluse.server.audit.AuditInquiry;
import org.ecluse.server.audit.AuditLine;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** Who did what, and whether the record of it is whole (B14). */
@Named
@ViewScoped
public class AuditView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private AuditInquiry audit;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private final PagedModel<AuditLine> model = new PagedModel<>(this::page);
    private String search = "";

    /** Reads the whole trail and says whether anything in it was changed. */
    public void check() {
        Optional<Long> broken = audit.check(current.viewer());
        if (broken.isPresent()) {
            feedback.error("audit.broken", broken.get());
        } else {
            feedback.done("audit.whole", getHead().length());
        }
    }

    private Page<AuditLine> page(PageRequest request) {
        return audit.list(current.viewer(), search, request);
    }

    public PagedModel<AuditLine> getModel() {
        return model;
    }

    public AuditHead getHead() {
        return audit.head(current.viewer());
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String value) {
        search = value == null ? "" : value;
    }
}
