package org.ecluse.web.console.lists;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.policy.ListAdministration;
import org.ecluse.server.policy.ListLine;
import org.ecluse.server.policy.ListLineDraft;
import org.ecluse.web.console.frame.ChosenCustomer;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentViewer;

/** Green and red lists of the chosen customer. */
@Named
@ViewScoped
public class ListsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private ListAdministration lists;

    @Inject
    private ChosenCustomer customer;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    @Inject
    private Shown shown;

    private final PagedModel<ListLine> model = new PagedModel<>(this::page);
    private String search = "";
    private Colour wanted;
    private Colour colour = Colour.ALLOW;
    private Kind kind = Kind.ADDRESS;
    private String value = "";
    private String domain = "";
    private String recipient = "";
    private String note = "";
    private LocalDate lastDay;

    public void add() {
        ListLineDraft draft = new ListLineDraft(
                given(domain),
                given(recipient),
                colour,
                kind,
                value,
                note,
                // The last day still counts.
                Optional.ofNullable(lastDay).map(day -> shown.startOf(day.plusDays(1))));
        Optional<ListLine> added = feedback.attempt(() -> lists.add(current.viewer(), customer.required(), draft));
        if (added.isPresent()) {
            feedback.done("lists.added", added.get().value());
            value = "";
            recipient = "";
            note = "";
            lastDay = null;
        }
    }

    public void remove(ListLine line) {
        lists.remove(current.viewer(), line.id());
        feedback.done("lists.removed", line.value());
    }

    private Page<ListLine> page(PageRequest request) {
        return customer.isAny()
                ? lists.list(current.viewer(), customer.required(), Optional.ofNullable(wanted), search, request)
                : new Page<>(List.of(), 0);
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(each -> !each.isBlank());
    }

    public PagedModel<ListLine> getModel() {
        return model;
    }

    public Colour[] getColours() {
        return Colour.values();
    }

    public Kind[] getKinds() {
        return Kind.values();
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String text) {
        search = text;
    }

    public Colour getWanted() {
        return wanted;
    }

    public void setWanted(Colour choice) {
        wanted = choice;
    }

    public Colour getColour() {
        return colour;
    }

    public void setColour(Colour choice) {
        colour = choice;
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind choice) {
        kind = choice;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String text) {
        value = text;
    }

    public String getDomain() {
        return domain;
    }

    public void setDomain(String text) {
        domain = text;
    }

    public String getRecipient() {
        return recipient;
    }

    public void setRecipient(String text) {
        recipient = text;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String text) {
        note = text;
    }

    public LocalDate getLastDay() {
        return lastDay;
    }

    public void setLastDay(LocalDate day) {
        lastDay = day;
    }
}
