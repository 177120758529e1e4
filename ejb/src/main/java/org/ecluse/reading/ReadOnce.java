package org.ecluse.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;

/** The reading of one message, made when the first stage asks for it and shared by the others. Safe for parallel stages. */
public final class ReadOnce {
    private final ParsedMessage parsed;
    private final RawMessage raw;
    private final Budget budget;
    private Reading reading;

    public ReadOnce(ParsedMessage parsed, RawMessage raw, Budget budget) {
        this.parsed = parsed;
        this.raw = raw;
        this.budget = budget;
    }

    /**
     * The reading. Throws what {@link Budget#check()} throws; the next call tries again.
     *
     * @throws UncheckedIOException the message cannot be read from where it is kept
     */
    public synchronized Reading reading() {
        if (reading == null) {
            try {
                reading = Reading.of(parsed, raw, budget);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the message", e);
            }
        }
        return reading;
    }
}
