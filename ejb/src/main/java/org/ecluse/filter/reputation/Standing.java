package org.ecluse.filter.reputation;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a client stands now.
 *
 * @param score points that count; both ends below come by themselves when nothing more is seen
 * @param endsAt when it leaves the list; not after now: it does not belong there
 * @param refusedUntil when its mail is taken again; not after now: it is taken
 */
public record Standing(double score, Instant endsAt, Instant refusedUntil, boolean listable, boolean refusable) {
    static Standing of(double score, ReputationRules rules, Instant now) {
        return new Standing(
                score,
                below(score, rules.listAt() / 2, rules.halfLife(), now),
                below(score, rules.refuseAt() / 2, rules.halfLife(), now),
                score >= rules.listAt(),
                score >= rules.refuseAt());
    }

    private static Instant below(double score, double level, Duration halfLife, Instant now) {
        if (score <= level) {
            return now;
        }
        double halves = Math.log(score / level) / Math.log(2);
        return now.plusMillis((long) Math.ceil(halves * halfLife.toMillis()));
    }
}
