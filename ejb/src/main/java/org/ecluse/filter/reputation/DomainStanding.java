package org.ecluse.filter.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.ecluse.verdict.Finding;

/** What is found of a domain by what this service has seen of mail with it. Bounded, and nothing on little evidence. */
public final class DomainStanding {
    public static final String SENDER_BAD = "DOMAIN_SENDER_BAD";
    public static final String SENDER_GOOD = "DOMAIN_SENDER_GOOD";
    public static final String LINK_BAD = "DOMAIN_LINK_BAD";
    /** Everything this can find. */
    public static final Set<String> SYMBOLS = Set.of(SENDER_BAD, SENDER_GOOD, LINK_BAD);

    /** What was seen weighs half after a week, and one customer's mail alone brings no more than {@link #FULL} permits by half. */
    public static final ReputationRules RULES = ReputationRules.ofClient(Duration.ofDays(7), 100, 200, false);

    /** Points of evidence; six mails that were spam, and nearly none that were not. */
    static final double LEAST = 60;

    static final double FULL = 180;
    static final int LEAST_BAD_MAILS = 6;
    static final int LEAST_GOOD_MAILS = 12;

    private static final double MOST_UNITS = 3;

    private DomainStanding() {}

    /** @param name as {@link WatchedDomains} gives it */
    public static Optional<Finding> of(String name, Evidence evidence, Instant now) {
        boolean sender = name.startsWith(WatchedDomains.SENDER);
        Seen seen = evidence.seen(RULES);
        int bad = seen.numbers().getOrDefault(Observation.SPAM, 0)
                + seen.numbers().getOrDefault(Observation.VIRUS, 0);
        double score = evidence.score(RULES, now);
        String detail = name.substring(2) + ": " + seen.text();
        if (score >= LEAST && bad >= LEAST_BAD_MAILS) {
            double units = 1 + (MOST_UNITS - 1) * (Math.min(score, FULL) - LEAST) / (FULL - LEAST);
            return Optional.of(new Finding(sender ? SENDER_BAD : LINK_BAD, Math.round(units * 100) / 100.0, detail));
        }
        int good = seen.numbers().getOrDefault(Observation.GOOD_MAIL, 0);
        // Links say nothing good: spam links to good places as well.
        boolean trusted = sender && bad == 0 && good >= LEAST_GOOD_MAILS && evidence.good(RULES, now) >= LEAST / 2;
        return trusted ? Optional.of(new Finding(SENDER_GOOD, 1, detail)) : Optional.empty();
    }
}
