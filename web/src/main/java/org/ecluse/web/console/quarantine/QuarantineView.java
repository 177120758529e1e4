package org.ecluse.web.console.quarantine;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.quarantine.Capacity;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.server.quarantine.QuarantineFilter;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.server.quarantine.ReleaseAnswer;
import org.ecluse.verdict.VerdictName;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.KeyedEntries;
import org.ecluse.web.security.CurrentViewer;

/** {@code Filtrage > Quarantaine}: held copies, released one by one or several at once. */
@Named
@ViewScoped
public class QuarantineView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private QuarantineService quarantine;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private final KeyedEntries model = new KeyedEntries(this::page);
    private List<QuarantineEntry> selected = List.of();
    private String search = "";
    private VerdictName verdict;
    private QuarantineClass quarantineClass;
    private QuarantineEntryRow.State state = QuarantineEntryRow.State.HELD;

    public void release(String copyId) {
        tell(quarantine.release(current.viewer(), copyId));
    }

    public void notSpam(String copyId) {
        tell(quarantine.notSpam(current.viewer(), copyId));
    }

    /** Releases every chosen copy; each is a release of its own. */
    public void releaseSelected() {
        if (selected.isEmpty()) {
            feedback.warn("quarantine.none.chosen");
            return;
        }
        Map<ReleaseAnswer.Outcome, Integer> outcomes = new EnumMap<>(ReleaseAnswer.Outcome.class);
        selected.forEach(entry -> outcomes.merge(
                quarantine.release(current.viewer(), entry.copyId()).outcome(), 1, Integer::sum));
        outcomes.forEach((outcome, count) -> {
            String key = "quarantine.outcomes." + outcome;
            if (outcome == ReleaseAnswer.Outcome.RELEASED) {
                feedback.done(key, count);
            } else {
                feedback.warn(key, count);
            }
        });
        selected = List.of();
    }

    /** Whether the viewer may have this copy delivered. */
    public boolean mayRelease(QuarantineEntry entry) {
        return current.viewer().role() != Role.HELP_DESK && entry.releasableBy(Capacity.of(current.viewer()));
    }

    private void tell(ReleaseAnswer answer) {
        String key = "quarantine.outcome." + answer.outcome();
        if (answer.outcome() == ReleaseAnswer.Outcome.RELEASED) {
            feedback.done(key);
        } else {
            feedback.warn(key, answer.detail());
        }
    }

    private Page<QuarantineEntry> page(PageRequest request) {
        QuarantineFilter filter = new QuarantineFilter(
                Optional.of(search).filter(text -> !text.isBlank()),
                Optional.empty(),
                Optional.ofNullable(verdict),
                Optional.ofNullable(quarantineClass),
                Optional.ofNullable(state),
                Optional.empty(),
                Optional.empty());
        return quarantine.list(current.viewer(), filter, request);
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

    public VerdictName[] getVerdicts() {
        return VerdictName.values();
    }

    public QuarantineClass[] getClasses() {
        return QuarantineClass.values();
    }

    public QuarantineEntryRow.State[] getStates() {
        return QuarantineEntryRow.State.values();
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String value) {
        search = value;
    }

    public VerdictName getVerdict() {
        return verdict;
    }

    public void setVerdict(VerdictName value) {
        verdict = value;
    }

    public QuarantineClass getQuarantineClass() {
        return quarantineClass;
    }

    public void setQuarantineClass(QuarantineClass value) {
        quarantineClass = value;
    }

    public QuarantineEntryRow.State getState() {
        return state;
    }

    public void setState(QuarantineEntryRow.State value) {
        state = value;
    }
}
