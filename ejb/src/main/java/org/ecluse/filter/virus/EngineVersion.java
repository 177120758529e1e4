package org.ecluse.filter.virus;

import java.time.Instant;
import java.util.Optional;

/**
 * An antivirus engine as it answered (B8).
 *
 * @param version of program and signatures, "" if the engine does not tell
 * @param signaturesFrom when the signatures were made
 */
public record EngineVersion(String name, String version, Optional<Instant> signaturesFrom) {
    /** One line for header, console and findings. */
    public String text() {
        String line = version.isEmpty() ? name : name + " " + version;
        return signaturesFrom.map(time -> line + ", signatures of " + time).orElse(line);
    }
}
