package org.ecluse.filter.virus;

import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;

/** An antivirus engine. Implementations are safe for use by many threads and bounded in time. */
public interface VirusScanner {
    /** Name of the engine as people know it, such as {@code clamd at 127.0.0.1:3310}. */
    String name();

    /** Whether mail counts as unchecked without this engine's answer (B8); if not, it only adds what it finds. */
    default boolean isRequired() {
        return true;
    }

    /**
     * Looks at the whole message. A failure of any kind is {@link ScanAnswer.Unavailable}, never an exception, never "clean" (B8).
     *
     * @param budget its time bounds the look
     */
    ScanAnswer scan(RawMessage raw, ParsedMessage parsed, Budget budget);
}
