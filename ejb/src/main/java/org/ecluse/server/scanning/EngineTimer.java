package org.ecluse.server.scanning;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.stream.Stream;

/** Every minute, on every node: asks each engine, each voice and the sentence model what it is, and logs what changed, once. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EngineTimer {
    @Inject
    private AntivirusEngines engines;

    @Inject
    private SpamVoices voices;

    @Inject
    private WatchedReader reader;

    @Schedule(hour = "*", minute = "*", second = "40", persistent = false)
    void look() {
        Stream.<Watched>concat(engines.configured().stream(), voices.configured().stream())
                .forEach(EngineTimer::look);
        look(reader);
    }

    private static void look(Watched watched) {
        watched.look();
        watched.watch().logChange();
    }
}
