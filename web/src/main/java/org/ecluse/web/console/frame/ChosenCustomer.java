package org.ecluse.web.console.frame;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.Customer;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.directory.Domain;
import org.ecluse.web.security.CurrentViewer;

/** The customer whose configuration a platform administrator looks at; everyone else has one only. */
@Named
@SessionScoped
public class ChosenCustomer implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DirectoryService directory;

    @Inject
    private CurrentViewer current;

    private Long id;

    /** Null while there is no customer at all. */
    public Long getId() {
        Viewer viewer = current.viewer();
        if (viewer.customerId().isPresent()) {
            return viewer.customerId().get();
        }
        List<Customer> all = getAll();
        if (all.stream().noneMatch(customer -> customer.id() == (id == null ? -1 : id))) {
            id = all.isEmpty() ? null : all.get(0).id();
        }
        return id;
    }

    public void setId(Long value) {
        if (value != null) {
            current.viewer().mustSee(value);
        }
        id = value;
    }

    /** @throws NotThereException there is no customer yet */
    public long required() {
        return Optional.ofNullable(getId()).orElseThrow(NotThereException::new);
    }

    public List<Customer> getAll() {
        return directory.customers(current.viewer());
    }

    public boolean isAny() {
        return getId() != null;
    }

    /** Whether there is something to choose. */
    public boolean isChoice() {
        return current.viewer().isPlatform() && getAll().size() > 1;
    }

    public List<String> getDomainNames() {
        Long customer = getId();
        return directory.domains(current.viewer()).stream()
                .filter(domain -> customer != null && domain.customerId() == customer)
                .map(Domain::name)
                .toList();
    }

    /** The zone in which times are shown. */
    public ZoneId zone() {
        Long customer = getId();
        return customer == null
                ? ZoneId.systemDefault()
                : directory.customer(current.viewer(), customer).zone();
    }
}
