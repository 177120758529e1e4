package org.ecluse.web.console.engines;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.health.EngineStates;
import org.ecluse.server.scanning.EngineState;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentViewer;

/** {@code Administration > Moteurs}: what each antivirus engine and each other spam filter is, and whether it answers (R2.5, B8). */
@Named
@RequestScoped
public class EnginesView {
    private static final Duration IN_HOURS = Duration.ofHours(2);
    private static final Duration IN_DAYS = Duration.ofDays(2);

    @Inject
    private EngineStates states;

    @Inject
    private CurrentViewer current;

    @Inject
    private Language language;

    @Inject
    private Shown shown;

    private List<EngineState> antivirus;
    private List<EngineState> voices;

    /** Asked once a page: a table reads its rows more than once, and each may cost seconds. */
    public List<EngineState> getAntivirus() {
        if (antivirus == null) {
            antivirus = states.antivirus(current.viewer());
        }
        return antivirus;
    }

    public List<EngineState> getVoices() {
        if (voices == null) {
            voices = states.voices(current.viewer());
        }
        return voices;
    }

    public List<EngineState> getReaders() {
        return List.of(states.reader());
    }

    /** Style of its state. */
    public String mark(EngineState engine) {
        return switch (engine.health()) {
            case ANSWERS -> "tag good";
            case OLD -> "tag warn";
            case SILENT -> engine.required() ? "tag bad" : "tag warn";
            case UNCHECKED -> "tag";
        };
    }

    /** What its last answer was and when, or that it was not asked about a message yet. */
    public String last(EngineState engine) {
        return engine.last()
                .map(last -> shown.word("engines.said", last.said()) + ", " + shown.time(last.at()))
                .orElseGet(() -> language.texts().get("engines.last.none"));
    }

    /** The words of others in its last answer; "" if there are none. */
    public String detail(EngineState engine) {
        return engine.last().map(last -> shown.line(last.detail())).orElse("");
    }

    /** Of when its signatures are and how old; "" if that is not known. */
    public String signatures(EngineState engine) {
        Optional<String> age = engine.signatureAge().map(this::words);
        if (age.isEmpty()) {
            return "";
        }
        return engine.signaturesFrom()
                .map(made -> language.texts().format("engines.made", shown.time(made), age.get()))
                .orElseGet(() -> language.texts().format("engines.unchanged", age.get()));
    }

    /** The aim, and from when on an alert is raised. */
    public String getRefresh() {
        return language.texts().format("engines.refresh", words(states.oldAfter()));
    }

    private String words(Duration age) {
        if (age.compareTo(IN_HOURS) < 0) {
            return language.texts().format("engines.minutes", age.toMinutes());
        }
        return age.compareTo(IN_DAYS) < 0
                ? language.texts().format("engines.hours", age.toHours())
                : language.texts().format("engines.days", age.toDays());
    }
}
