package org.ecluse.web.console.dnslists;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.server.dnslist.DnsListLine;
import org.ecluse.server.dnslist.DnsLists;
import org.ecluse.server.dnslist.ListState;
import org.ecluse.server.dnslist.ListState.Health;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.security.CurrentViewer;

/** {@code Administration > Listes DNS}: which lists are asked, how each fares, and the form that adds or changes one (B9). */
@Named
@ViewScoped
public class DnsListsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DnsLists lists;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    @Inject
    private Language language;

    private DnsListForm form = new DnsListForm();
    private String editedName;
    private String known = "";

    public List<DnsListLine> getLines() {
        return lists.all(current.viewer());
    }

    public List<DnsList> getKnownLists() {
        return lists.known(current.viewer());
    }

    /** Fills the form with the chosen well-known list; nothing is saved. */
    public void fill() {
        form = chosen().map(DnsListForm::new).orElseGet(DnsListForm::new);
    }

    /** What its operator asks of those who use it; "" if no well-known list is chosen. */
    public String getTerms() {
        return chosen().map(list -> language.texts().get("dnslist.terms." + list.name()))
                .orElse("");
    }

    public void edit(DnsListLine line) {
        editedName = line.name();
        form = new DnsListForm(line.configured().list());
        form.setActive(line.configured().active());
        known = "";
    }

    public void clear() {
        editedName = null;
        form = new DnsListForm();
        known = "";
    }

    public void save() {
        Optional<DnsListLine> saved = feedback.attempt(() -> editedName == null
                ? lists.add(current.viewer(), form.draft())
                : lists.change(current.viewer(), editedName, form.draft()));
        if (saved.isPresent()) {
            tell(saved.get());
            clear();
        }
    }

    public void turn(DnsListLine line) {
        tell(lists.turn(current.viewer(), line.name(), !line.configured().active()));
    }

    public void check(DnsListLine line) {
        tell(lists.check(current.viewer(), line.name()));
    }

    public void remove(DnsListLine line) {
        lists.remove(current.viewer(), line.name());
        feedback.done("dnslist.removed", line.title());
        if (line.name().equals(editedName)) {
            clear();
        }
    }

    /** Key of the word for how a list fares. */
    public String health(DnsListLine line) {
        return "dnslist.health."
                + line.state().map(ListState::health).map(Health::name).orElse("INACTIVE");
    }

    /** Style of that word. */
    public String mark(DnsListLine line) {
        return switch (line.state().map(ListState::health).orElse(Health.UNCHECKED)) {
            case BELIEVED -> "tag good";
            case SWITCHED_OFF -> "tag bad";
            case UNCHECKED -> "tag";
        };
    }

    /** Why a list is switched off, in a sentence; "" if it is not. */
    public String fault(DnsListLine line) {
        return line.state()
                .filter(state -> state.fault().isPresent())
                .map(state -> language.texts()
                                .get("dnslist.fault." + state.fault().get().name())
                        + (state.detail().isEmpty() ? "" : " (" + state.detail() + ")"))
                .orElse("");
    }

    private void tell(DnsListLine line) {
        String fault = fault(line);
        if (fault.isEmpty()) {
            feedback.done("dnslist.saved", line.title(), language.texts().get(health(line)));
        } else {
            feedback.warn("dnslist.unhealthy", line.title(), fault);
        }
    }

    private Optional<DnsList> chosen() {
        return getKnownLists().stream()
                .filter(list -> list.name().equals(known))
                .findFirst();
    }

    public boolean isEditing() {
        return editedName != null;
    }

    public DnsListForm getForm() {
        return form;
    }

    public String getKnown() {
        return known;
    }

    public void setKnown(String name) {
        known = name == null ? "" : name;
    }

    public Kind[] getKinds() {
        return Kind.values();
    }

    public Subject[] getSubjects() {
        return Subject.values();
    }
}
