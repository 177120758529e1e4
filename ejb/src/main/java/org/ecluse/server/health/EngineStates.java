package org.ecluse.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.scanning.AntivirusEngines;
import org.ecluse.server.scanning.EngineState;
import org.ecluse.server.scanning.SpamVoices;
import org.ecluse.server.scanning.Watched;
import org.ecluse.server.scanning.WatchedReader;
import org.ecluse.settings.ServerSettings;

/** Whether the configured antivirus engines, further voices and the sentence model answer, and how old signatures are (B8). */
@ApplicationScoped
public class EngineStates {
    /** Short, because a page that says "answers" is believed. */
    private static final Duration FRESH = Duration.ofSeconds(20);

    @Inject
    private AntivirusEngines engines;

    @Inject
    private SpamVoices voices;

    @Inject
    private WatchedReader reader;

    @Inject
    private ServerSettings settings;

    /** The antivirus engines, whoever looks; those that nobody looked at lately are asked now, within seconds each. */
    public List<EngineState> all() {
        return states(engines.configured());
    }

    /** The other spam filters, likewise. */
    public List<EngineState> allVoices() {
        return states(voices.configured());
    }

    /** The sentence model, which is part of this service. */
    public EngineState reader() {
        return reader.stateWithin(FRESH);
    }

    /** As {@link #all}, with words of theirs in which mail may be quoted. */
    public List<EngineState> antivirus(Viewer viewer) {
        requirePlatform(viewer);
        return all();
    }

    /** As {@link #allVoices}, likewise. */
    public List<EngineState> voices(Viewer viewer) {
        requirePlatform(viewer);
        return allVoices();
    }

    private static void requirePlatform(Viewer viewer) {
        if (!viewer.isPlatform()) {
            throw new DeniedException();
        }
    }

    /** Age of signatures from which on they are old. */
    public Duration oldAfter() {
        return settings.scan().signatureAge();
    }

    private static List<EngineState> states(List<? extends Watched> watched) {
        return watched.stream().map(each -> each.stateWithin(FRESH)).toList();
    }
}
