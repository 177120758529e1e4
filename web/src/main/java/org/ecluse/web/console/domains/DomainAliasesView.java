package org.ecluse.web.console.domains;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.directory.DomainAliasService;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.CurrentViewer;

/** The other names of the domain of the page. */
@Named
@ViewScoped
public class DomainAliasesView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DirectoryService directory;

    @Inject
    private DomainAliasService aliases;

    @Inject
    private CurrentViewer current;

    @Inject
    private DomainView domain;

    @Inject
    private Feedback feedback;

    private String name = "";

    public void add() {
        if (feedback.attempt(() -> aliases.add(current.viewer(), domain.getName(), name))) {
            feedback.done("domain.alias.added", name.strip());
            name = "";
        }
    }

    public void remove(String alias) {
        if (feedback.attempt(() -> aliases.remove(current.viewer(), domain.getName(), alias))) {
            feedback.done("domain.alias.removed", alias);
        }
    }

    public List<String> getNames() {
        return directory.domain(current.viewer(), domain.getName()).aliases();
    }

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }
}
