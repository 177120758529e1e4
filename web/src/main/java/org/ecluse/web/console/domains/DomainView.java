package org.ecluse.web.console.domains;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.directory.Domain;
import org.ecluse.server.directory.DomainRules;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.TlsMode;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.directory.probe.DestinationProbe;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.CurrentViewer;

/** One domain: how recipients are known, and where its clean mail goes. */
@Named
@ViewScoped
public class DomainView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DirectoryService directory;

    @Inject
    private DestinationProbe probe;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private String name = "";
    private RecipientCheck recipientCheck = RecipientCheck.PROBE;
    private UnknownRecipients unknownRecipients = UnknownRecipients.REFUSE;
    private String catchAll = "";
    private boolean autoSubscribe;
    private boolean active;
    private boolean takesAll;
    private List<DestinationForm> servers = new ArrayList<>();

    /** Reads the domain that the page's parameter names. */
    public void open() {
        Domain domain = directory.domain(current.viewer(), name);
        name = domain.name();
        DomainRules rules = domain.rules();
        recipientCheck = rules.recipientCheck();
        unknownRecipients = rules.unknownRecipients();
        catchAll = rules.catchAll().orElse("");
        autoSubscribe = rules.autoSubscribe();
        active = rules.active();
        takesAll = rules.recipientCheck() == RecipientCheck.PROBE && probe.takesAll(domain.id());
        servers = new ArrayList<>(
                domain.destinations().stream().map(DestinationForm::of).toList());
    }

    public void save() {
        DomainRules rules = new DomainRules(
                recipientCheck,
                unknownRecipients,
                Optional.of(catchAll).filter(text -> !text.isBlank()),
                autoSubscribe,
                active);
        if (feedback.attempt(() -> {
            directory.changeDomain(current.viewer(), name, rules, Optional.empty());
        })) {
            feedback.done("domain.saved");
        }
    }

    public void addServer() {
        servers.add(new DestinationForm());
    }

    public void removeServer(DestinationForm server) {
        servers.remove(server);
    }

    public void saveServers() {
        if (feedback.attempt(() -> {
            directory.setDestinations(
                    current.viewer(),
                    name,
                    servers.stream().map(DestinationForm::destination).toList());
        })) {
            feedback.done("domain.servers.saved");
        }
    }

    /** The destination server was seen to take an address that cannot exist (R1.13). */
    public boolean isTakesAll() {
        return takesAll;
    }

    public RecipientCheck[] getRecipientChecks() {
        return RecipientCheck.values();
    }

    public UnknownRecipients[] getUnknownRecipientChoices() {
        return UnknownRecipients.values();
    }

    public TlsMode[] getTlsModes() {
        return TlsMode.values();
    }

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }

    public RecipientCheck getRecipientCheck() {
        return recipientCheck;
    }

    public void setRecipientCheck(RecipientCheck value) {
        recipientCheck = value;
    }

    public UnknownRecipients getUnknownRecipients() {
        return unknownRecipients;
    }

    public void setUnknownRecipients(UnknownRecipients value) {
        unknownRecipients = value;
    }

    public String getCatchAll() {
        return catchAll;
    }

    public void setCatchAll(String value) {
        catchAll = value;
    }

    public boolean isAutoSubscribe() {
        return autoSubscribe;
    }

    public void setAutoSubscribe(boolean value) {
        autoSubscribe = value;
    }

    public boolean isActive() {
        return active;
    }

    public void setActive(boolean value) {
        active = value;
    }

    public List<DestinationForm> getServers() {
        return servers;
    }
}
