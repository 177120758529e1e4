package org.ecluse.server.scanning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an antivirus engine, a further voice or the sentence model fares at this node, since it started.
 *
 * @param required mail counts as unchecked without its answer (B8)
 * @param version program and signatures as it last told, in English, "" if it never did
 * @param program name and version alone
 * @param signaturesFrom when its signatures were made, if it tells
 * @param signatureAge when it last told, since then or since they were last seen to change, if it is known
 * @param problem why it is silent, "" while it answers
 * @param since when its health became what it is
 * @param last its last answer about a message
 * @param answered messages that it answered about
 * @param silent messages that it did not answer about
 */
public record EngineState(
        String name,
        boolean required,
        Health health,
        String version,
        String program,
        Optional<Instant> signaturesFrom,
        Optional<Duration> signatureAge,
        String problem,
        Instant since,
        Optional<LastAnswer> last,
        long answered,
        long silent) {
    /** Whether an engine can be relied on. */
    public enum Health {
        /** Nobody has asked it yet. */
        UNCHECKED,
        ANSWERS,
        /** It answers, with signatures older than {@code ecluse.scan.signature-age}. */
        OLD,
        SILENT
    }

    /** What was said of one message. */
    public enum Said {
        CLEAN,
        INFECTED,
        SUSPECTED,
        SCORED,
        READ,
        NOTHING
    }

    /**
     * @param detail name of the virus, score, or why there is no answer; may quote others
     */
    public record LastAnswer(Said said, String detail, Instant at) {}

    /** Whether it may be asked with hope for an answer. */
    public boolean answers() {
        return health == Health.ANSWERS || health == Health.OLD;
    }
}
