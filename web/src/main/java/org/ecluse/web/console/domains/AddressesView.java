package org.ecluse.web.console.domains;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.directory.AddressService;
import org.ecluse.server.directory.ListedAddress;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** The addresses listed for the domain of the page. */
@Named
@ViewScoped
public class AddressesView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private AddressService addresses;

    @Inject
    private CurrentViewer current;

    @Inject
    private DomainView domain;

    @Inject
    private Feedback feedback;

    private final PagedModel<ListedAddress> model = new PagedModel<>(this::page);
    private String address = "";
    private String aliasOf = "";
    private FilterLevel level;

    public void add() {
        // Within the domain, what stands before the @ is enough.
        String whole = address.contains("@") ? address : address.strip() + "@" + domain.getName();
        if (feedback.attempt(() -> {
            addresses.put(
                    current.viewer(),
                    domain.getName(),
                    whole,
                    Optional.of(aliasOf).filter(text -> !text.isBlank()),
                    Optional.ofNullable(level));
        })) {
            feedback.done("addresses.saved", whole);
            address = "";
            aliasOf = "";
            level = null;
        }
    }

    public void remove(String listed) {
        addresses.remove(current.viewer(), domain.getName(), listed);
        feedback.done("addresses.removed", listed);
    }

    private Page<ListedAddress> page(PageRequest request) {
        return addresses.list(current.viewer(), domain.getName(), request);
    }

    public PagedModel<ListedAddress> getModel() {
        return model;
    }

    public FilterLevel[] getLevels() {
        return FilterLevel.values();
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String value) {
        address = value;
    }

    public String getAliasOf() {
        return aliasOf;
    }

    public void setAliasOf(String value) {
        aliasOf = value;
    }

    public FilterLevel getLevel() {
        return level;
    }

    public void setLevel(FilterLevel value) {
        level = value;
    }
}
