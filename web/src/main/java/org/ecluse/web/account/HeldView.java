package org.ecluse.web.account;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.quarantine.OwnQuarantine;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.server.quarantine.ReleaseAnswer;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.KeyedEntries;
import org.ecluse.web.security.CurrentReader;

/** A user's own quarantine (R3.8): what is held for this address, delivered or called no spam one by one or several at once. */
@Named
@ViewScoped
public class HeldView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private QuarantineService quarantine;

    @Inject
    private OwnQuarantine mine;

    @Inject
    private CurrentReader current;

    @Inject
    private Feedback feedback;

    private final KeyedEntries model = new KeyedEntries(this::page);
    private List<QuarantineEntry> selected = List.of();
    private String search = "";

    public void release(String copyId) {
        tell(quarantine.releaseByRecipient(address(), own(copyId)).outcome(), 1);
    }

    public void notSpam(String copyId) {
        tell(quarantine.notSpamByRecipient(address(), own(copyId)).outcome(), 1);
    }

    /** Releases every chosen copy; each is a release of its own. */
    public void releaseSelected() {
        each(copyId -> quarantine.releaseByRecipient(address(), copyId));
    }

    /** Releases every chosen copy and reports it as no spam. */
    public void notSpamSelected() {
        each(copyId -> quarantine.notSpamByRecipient(address(), copyId));
    }

    private void each(Function<String, ReleaseAnswer> action) {
        if (selected.isEmpty()) {
            feedback.warn("quarantine.none.chosen");
            return;
        }
        Map<ReleaseAnswer.Outcome, Integer> outcomes = new EnumMap<>(ReleaseAnswer.Outcome.class);
        selected.forEach(
                entry -> outcomes.merge(action.apply(own(entry.copyId())).outcome(), 1, Integer::sum));
        outcomes.forEach(this::tell);
        selected = List.of();
    }

    /** Own releases that are not delivered yet: they can be undone. */
    public List<QuarantineEntry> getWaiting() {
        return mine.releasedAndWaiting(current.reader().customerId(), address());
    }

    public void takeBack(String copyId) {
        if (mine.takeBack(current.reader().customerId(), address(), copyId)) {
            feedback.done("account.undo.done");
        } else {
            feedback.warn("account.undo.late");
        }
    }

    public boolean mayRelease(QuarantineEntry entry) {
        return entry.releasableBy(Releaser.USER);
    }

    /** Who can have a copy delivered that its user cannot: a key of the texts. */
    public String whoCan(QuarantineEntry entry) {
        return entry.leastReleaser()
                .map(least -> least == Releaser.ADMINISTRATOR ? "account.ask.administrator" : "account.ask.manager")
                .orElse("quarantine.nobody");
    }

    private void tell(ReleaseAnswer.Outcome outcome, int count) {
        String key = "quarantine.outcomes." + outcome;
        if (outcome == ReleaseAnswer.Outcome.RELEASED) {
            feedback.done(key, count);
        } else {
            feedback.warn(key, count);
        }
    }

    private Page<QuarantineEntry> page(PageRequest request) {
        return quarantine.listOfRecipient(
                current.reader().customerId(), address(), Optional.of(search).filter(text -> !text.isBlank()), request);
    }

    /** The same id, if the copy came while the address was this customer's. */
    private String own(String copyId) {
        if (quarantine.oneOfRecipient(address(), copyId).customerId()
                != current.reader().customerId()) {
            throw new NotThereException();
        }
        return copyId;
    }

    private String address() {
        return current.reader().address().key();
    }

    public KeyedEntries getModel() {
        return model;
    }

    public List<QuarantineEntry> getSelected() {
        return selected;
    }

    public void setSelected(List<QuarantineEntry> value) {
        selected = value == null ? List.of() : value;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String value) {
        search = value;
    }
}
