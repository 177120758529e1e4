package org.ecluse.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.ecluse.filter.virus.EngineVersion;
import org.ecluse.server.scanning.AntivirusEngines;
import org.ecluse.server.scanning.ClamdScanner;

/** Whether the configured antivirus engines answer, and how old their signatures are (B8). */
@ApplicationScoped
public class EngineStates {
    @Inject
    private AntivirusEngines engines;

    /**
     * An engine as the summary shows it.
     *
     * @param version "" if it does not answer
     */
    public record EngineState(String name, boolean answers, String version) {}

    public List<EngineState> all() {
        return engines.configured().stream().map(EngineStates::state).toList();
    }

    private static EngineState state(ClamdScanner engine) {
        try {
            EngineVersion version = engine.askVersion();
            return new EngineState(engine.name(), true, version.text());
        } catch (IOException e) {
            // That it does not answer is what the page tells.
            return new EngineState(engine.name(), false, "");
        }
    }
}
