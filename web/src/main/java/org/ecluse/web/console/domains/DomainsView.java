package org.ecluse.web.console.domains;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.directory.Domain;
import org.ecluse.server.directory.DomainRules;
import org.ecluse.web.console.frame.ChosenCustomer;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.CurrentViewer;

/** All domains, and the form that adds one. */
@Named
@ViewScoped
public class DomainsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DirectoryService directory;

    @Inject
    private CurrentViewer current;

    @Inject
    private ChosenCustomer customer;

    @Inject
    private Feedback feedback;

    private String name = "";

    public List<Domain> getDomains() {
        return directory.domains(current.viewer());
    }

    /** Destination servers of a domain in a few words. */
    public String servers(Domain domain) {
        return domain.destinations().stream()
                .map(server -> server.host() + ":" + server.port())
                .collect(Collectors.joining(", "));
    }

    /** Adds the domain and opens it, since it needs a destination server next. */
    public String add() {
        Optional<Domain> added = feedback.attempt(() ->
                directory.createDomain(current.viewer(), customer.required(), name, DomainRules.DEFAULT, List.of()));
        if (added.isEmpty()) {
            return null;
        }
        feedback.done("domains.added", added.get().name());
        feedback.keep();
        return "/console/domain?faces-redirect=true&name=" + added.get().name();
    }

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }
}
