package org.ecluse.rate;

import java.util.Locale;

/** What a rate counts (B11). */
public enum RateUnit {
    /** MAIL commands that were let go on. */
    MESSAGES,
    /** RCPT commands that were let go on, whatever came of them. */
    RECIPIENTS;

    /** {@code messages}, as it stands in a refusal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
