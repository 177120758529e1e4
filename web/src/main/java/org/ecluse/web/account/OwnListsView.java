package org.ecluse.web.account;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.account.ListOwner;
import org.ecluse.server.account.ListWish;
import org.ecluse.server.account.RemovedLine;
import org.ecluse.server.account.UserLists;
import org.ecluse.server.policy.ListLine;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentReader;

/** A user's own green and red lists (R3.8): add, change, delete, and take a deletion back. */
@Named
@ViewScoped
public class OwnListsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private UserLists lists;

    @Inject
    private CurrentReader current;

    @Inject
    private Feedback feedback;

    @Inject
    private Shown shown;

    private String search = "";
    private Long changed;
    private Colour colour = Colour.ALLOW;
    private String sender = "";
    private String note = "";
    private LocalDate lastDay;
    private transient List<ListLine> lines;

    /** Adds the line of the form, or changes the one that was chosen. */
    public void save() {
        // The last day still counts.
        Optional<Instant> end = Optional.ofNullable(lastDay).map(day -> shown.startOf(day.plusDays(1)));
        Optional<ListLine> saved = feedback.attempt(() -> isChanging()
                ? lists.change(owner(), changed, colour, note, end)
                : lists.add(owner(), new ListWish(colour, sender, note, end)));
        saved.ifPresent(line -> {
            feedback.done("account.lists.saved." + line.colour(), line.value());
            clear();
        });
    }

    /** Brings a line into the form. */
    public void choose(ListLine line) {
        changed = line.id();
        colour = line.colour();
        sender = line.value();
        note = line.note();
        lastDay = line.expiresAt().map(this::lastDay).orElse(null);
    }

    /** Empties the form. */
    public void clear() {
        changed = null;
        sender = "";
        note = "";
        lastDay = null;
        lines = null;
    }

    public void remove(ListLine line) {
        lists.remove(owner(), line.id());
        feedback.done("account.lists.removed", line.value());
        clear();
    }

    public void putBack(RemovedLine line) {
        feedback.attempt(() -> lists.putBack(owner(), line.id()))
                .ifPresent(back -> feedback.done("account.lists.saved." + back.colour(), back.value()));
        lines = null;
    }

    public List<ListLine> getLines() {
        if (lines == null) {
            String part = search.strip().toLowerCase(Locale.ROOT);
            lines = lists.lines(owner()).stream()
                    .filter(line -> line.value().contains(part)
                            || line.note().toLowerCase(Locale.ROOT).contains(part))
                    .toList();
        }
        return lines;
    }

    public List<RemovedLine> getRemoved() {
        return lists.removed(owner());
    }

    /** Searches with what was typed. */
    public void find() {
        lines = null;
    }

    public boolean isOver(ListLine line) {
        return line.expiresAt().filter(end -> !end.isAfter(Instant.now())).isPresent();
    }

    /** The last day on which a line with this end counts. */
    public LocalDate lastDay(Instant end) {
        return LocalDate.ofInstant(end.minusSeconds(1), shown.zone());
    }

    public boolean isChanging() {
        return changed != null;
    }

    public Colour[] getColours() {
        return Colour.values();
    }

    private ListOwner owner() {
        return ListOwner.of(current.reader());
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String text) {
        search = text;
    }

    public Colour getColour() {
        return colour;
    }

    public void setColour(Colour choice) {
        colour = choice;
    }

    public String getSender() {
        return sender;
    }

    public void setSender(String text) {
        sender = text;
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
