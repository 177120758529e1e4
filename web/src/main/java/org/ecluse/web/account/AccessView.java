package org.ecluse.web.account;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.tracking.AccessHistory;
import org.ecluse.server.tracking.AccessLine;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentReader;

/** Who looked into or released a user's mail (B14). */
@Named
@ViewScoped
public class AccessView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private AccessHistory history;

    @Inject
    private CurrentReader current;

    private final PagedModel<AccessLine> model = new PagedModel<>(this::page);

    private Page<AccessLine> page(PageRequest request) {
        return history.of(
                current.reader().customerId(), current.reader().address().key(), request);
    }

    /** It was the user. */
    public boolean isOwn(AccessLine line) {
        return line.event().actor().equals(current.reader().address().key());
    }

    public PagedModel<AccessLine> getModel() {
        return model;
    }
}
