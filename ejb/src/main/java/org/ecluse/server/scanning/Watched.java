package org.ecluse.server.scanning;

import java.time.Duration;

/** Something that is asked about mail and looked at every minute. */
public sealed interface Watched permits WatchedEngine, WatchedReader, WatchedVoice {
    /** Asks it now what it is, within seconds; what came of it. */
    EngineState look();

    EngineWatch watch();

    /** What is known of it, with a look at it if the last one is longer ago than {@code time}. */
    default EngineState stateWithin(Duration time) {
        return watch().wasLookedAtWithin(time) ? watch().state() : look();
    }

    /** What is known of it without asking it. */
    default EngineState state() {
        return watch().state();
    }
}
