package org.ecluse.server.scanning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.filter.virus.EngineVersion;

/**
 * What an engine told of itself.
 *
 * @param text all of it on one line, in English
 * @param program name and version, "" if it told nothing
 * @param signaturesFrom when they were made, if it tells
 * @param signatureAge since then, or since they were last seen to change, if either is known
 */
record Told(String text, String program, Optional<Instant> signaturesFrom, Optional<Duration> signatureAge) {
    static final Told NOTHING = of("");

    static Told of(EngineVersion version) {
        return new Told(version.text(), version.program(), version.signaturesFrom(), version.age());
    }

    static Told of(String program) {
        return new Told(program, program, Optional.empty(), Optional.empty());
    }
}
