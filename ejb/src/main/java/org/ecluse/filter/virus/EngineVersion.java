package org.ecluse.filter.virus;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An antivirus engine as it answered (B8).
 *
 * @param version of program and signatures, "" if the engine does not tell
 * @param signaturesFrom when the signatures were made, if the engine tells
 * @param age of the signatures at the time of the answer: since they were made, or, of an engine that does not tell, since they
 *     were last seen to change here; never negative
 */
public record EngineVersion(String name, String version, Optional<Instant> signaturesFrom, Optional<Duration> age) {
    private static final Duration IN_HOURS = Duration.ofHours(2);
    private static final Duration IN_DAYS = Duration.ofDays(2);

    public EngineVersion {
        if (age.filter(Duration::isNegative).isPresent()) {
            age = Optional.of(Duration.ZERO); // its clock is ahead of ours
        }
    }

    /** Of signatures whose age is not known. */
    public EngineVersion(String name, String version, Optional<Instant> signaturesFrom) {
        this(name, version, signaturesFrom, Optional.empty());
    }

    /** The same at another time, where it is known when the signatures were made. */
    public EngineVersion at(Instant now) {
        return signaturesFrom
                .map(made -> new EngineVersion(name, version, signaturesFrom, Optional.of(Duration.between(made, now))))
                .orElse(this);
    }

    /** Name and version in one. */
    public String program() {
        return version.isEmpty() ? name : name + " " + version;
    }

    /** One line for header, log and findings. */
    public String text() {
        StringBuilder line = new StringBuilder(program());
        if (signaturesFrom.isPresent()) {
            line.append(", signatures of ").append(signaturesFrom.get());
            age.ifPresent(old -> line.append(", ").append(words(old)).append(" old"));
        } else {
            age.ifPresent(old -> line.append(", signatures unchanged for ").append(words(old)));
        }
        return line.toString();
    }

    private static String words(Duration age) {
        if (age.compareTo(IN_HOURS) < 0) {
            return age.toMinutes() + " min";
        }
        return age.compareTo(IN_DAYS) < 0 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
