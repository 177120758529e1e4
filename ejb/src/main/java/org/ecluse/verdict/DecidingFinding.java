package org.ecluse.verdict;

import java.util.Comparator;
import java.util.Optional;
import org.ecluse.policy.PolicySnapshot;

/** Which finding a verdict rests on, for lists that have room for one reason (B4, B5). */
public final class DecidingFinding {
    private DecidingFinding() {}

    /**
     * Symbol of the finding that demanded what the verdict is called, or, where the score decided, of the one with most points;
     * empty if nothing spoke against the copy.
     */
    public static Optional<String> of(RecipientVerdict verdict, PolicySnapshot policy) {
        boolean vouched = verdict.findings().stream()
                .anyMatch(scored -> scored.finding().symbol().equals(Ground.TRUSTED_SEAL));
        return verdict.findings().stream()
                .map(scored -> scored.finding().symbol())
                .filter(symbol -> !(vouched && Ground.isDmarcFailure(symbol)))
                .filter(symbol -> Ground.of(symbol, policy)
                        .filter(ground -> ground.name() == verdict.name())
                        .isPresent())
                .findFirst()
                .or(() -> heaviest(verdict));
    }

    private static Optional<String> heaviest(RecipientVerdict verdict) {
        return verdict.findings().stream()
                .filter(scored -> scored.points() > 0)
                .max(Comparator.comparing(ScoredFinding::points))
                .map(scored -> scored.finding().symbol());
    }
}
