package org.ecluse.server.scanning;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.ecluse.filter.virus.EngineVersion;
import org.ecluse.filter.virus.ScanAnswer;
import org.ecluse.filter.virus.VirusScanner;
import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.scanning.EngineState.Said;

/** A configured antivirus engine, and what is known of it. */
public final class WatchedEngine implements VirusScanner, Watched {
    private final AntivirusEngine engine;
    private final boolean required;
    private final EngineWatch watch;

    /** @param oldAfter age of its signatures from which on an alert is raised */
    public WatchedEngine(AntivirusEngine engine, boolean required, Duration oldAfter, Clock clock) {
        this.engine = engine;
        this.required = required;
        this.watch = new EngineWatch(engine.name(), required, oldAfter, clock);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public boolean isRequired() {
        return required;
    }

    @Override
    public ScanAnswer scan(RawMessage raw, ParsedMessage parsed, Budget budget) {
        ScanAnswer answer = engine.scan(raw, parsed, budget);
        if (answer instanceof ScanAnswer.Clean clean) {
            answered(Said.CLEAN, "", clean.engine());
        } else if (answer instanceof ScanAnswer.Infected infected) {
            answered(Said.INFECTED, infected.virus(), infected.engine());
        } else if (answer instanceof ScanAnswer.Suspected suspected) {
            answered(Said.SUSPECTED, suspected.name(), suspected.engine());
        } else if (answer instanceof ScanAnswer.Unavailable blind) {
            watch.silent(blind.reason());
        }
        return answer;
    }

    private void answered(Said said, String detail, EngineVersion version) {
        watch.answered(said, detail, Told.of(version));
    }

    @Override
    public EngineState look() {
        try {
            watch.told(Told.of(engine.askVersion()));
        } catch (IOException e) {
            watch.toldNothing(PlainLine.why(e)); // what the page and the alert tell
        }
        return watch.state();
    }

    @Override
    public EngineWatch watch() {
        return watch;
    }
}
