package org.ecluse.rate;

import java.time.Duration;
import java.util.Locale;

/** Over which time a rate is counted (R1.9). */
public enum RateWindow {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    /** 30 days, whatever the calendar says. */
    MONTH(Duration.ofDays(30));

    private final Duration length;

    RateWindow(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }

    /** {@code minute}, as it stands in a refusal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
