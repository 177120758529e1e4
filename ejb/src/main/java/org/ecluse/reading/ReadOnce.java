package org.ecluse.reading;

import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;

/** The reading of one message, made when the first stage asks for it and shared by the others. Safe for parallel stages. */
public final class ReadOnce {
    private final ParsedMessage parsed;
    private final Budget budget;
    private Reading reading;

    public ReadOnce(ParsedMessage parsed, Budget budget) {
        this.parsed = parsed;
        this.budget = budget;
    }

    /** The reading. Throws what {@link Budget#check()} throws; the next call tries again. */
    public synchronized Reading reading() {
        if (reading == null) {
            reading = Reading.of(parsed, budget);
        }
        return reading;
    }
}
