package org.ecluse.server.directory.probe;

import java.time.Duration;
import java.util.Optional;

/** Answers of destination servers, shared by all nodes. */
interface ProbeCache {
    Optional<String> get(String key);

    void put(String key, String value, Duration lifespan);
}
