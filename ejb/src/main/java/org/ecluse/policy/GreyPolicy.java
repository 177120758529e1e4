package org.ecluse.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the grey zone treats a correspondence that was never accepted before (R1.4, R1.14, R1.15).
 *
 * @param doubts those that count in mode ON_DOUBT
 * @param earliest a retry before it is too early; 1 s to 1 day
 * @param latest a retry after it begins anew; more than {@code earliest}, at most 7 days
 * @param closeSession true: 421 while no recipient was accepted; false: 451 always
 */
public record GreyPolicy(Mode mode, Set<Doubt> doubts, Duration earliest, Duration latest, boolean closeSession) {
    public static final GreyPolicy DEFAULT =
            new GreyPolicy(Mode.ON_DOUBT, EnumSet.allOf(Doubt.class), Duration.ofMinutes(2), Duration.ofHours(1), true);

    /** When the grey zone is entered. */
    public enum Mode {
        OFF,
        ON_DOUBT,
        EVERY_NEW_CORRESPONDENCE
    }

    public GreyPolicy {
        doubts = Set.copyOf(doubts);
        if (earliest.compareTo(Duration.ofSeconds(1)) < 0 || earliest.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("earliest must be 1 s to 1 day, not " + earliest);
        }
        if (latest.compareTo(earliest) <= 0 || latest.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("latest must be after earliest and at most 7 days, not " + latest);
        }
    }
}
