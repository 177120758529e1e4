package org.ecluse.filter.greylist;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.filter.greylist.GreyDecision.Kind;
import org.ecluse.policy.GreyPolicy;

/** Decides about one try: before the window, in it, or after it (R1.4, R1.14). Both ends belong to the window. */
public final class GreyWindow {
    /** How long an entry is remembered after its window, so that a late try is known as late: senders rest up to some hours. */
    private static final Duration REMEMBERED_AFTER = Duration.ofHours(8);

    /** So often a try may be late; the next one passes, whenever it comes. */
    private static final int LATES_ALLOWED = 2;

    private GreyWindow() {}

    /** @param known what is remembered of the correspondence */
    public static GreyDecision decide(Optional<GreyEntry> known, GreyPolicy policy, Instant now) {
        Optional<GreyEntry> live =
                known.filter(entry -> entry.first().plus(lifespan(policy)).isAfter(now));
        if (live.isEmpty()) {
            return waiting(Kind.FIRST, GreyEntry.opened(now), policy);
        }
        GreyEntry entry = live.get();
        if (entry.lates() >= LATES_ALLOWED) {
            return passed(Kind.LATE_TWICE, entry, now);
        }
        if (now.isBefore(entry.first().plus(policy.earliest()))) {
            return waiting(Kind.EARLY, entry.triedAgain(), policy);
        }
        if (now.isAfter(entry.first().plus(policy.latest()))) {
            return waiting(Kind.LATE, entry.openedAgain(now), policy);
        }
        return passed(Kind.IN_TIME, entry, now);
    }

    /** How long an entry is kept from the opening of its window on. */
    public static Duration lifespan(GreyPolicy policy) {
        return policy.latest().plus(REMEMBERED_AFTER);
    }

    private static GreyDecision waiting(Kind kind, GreyEntry entry, GreyPolicy policy) {
        return new GreyDecision(
                kind,
                entry,
                entry.first().plus(policy.earliest()),
                entry.first().plus(policy.latest()));
    }

    private static GreyDecision passed(Kind kind, GreyEntry entry, Instant now) {
        return new GreyDecision(kind, entry.triedAgain(), now, now);
    }
}
