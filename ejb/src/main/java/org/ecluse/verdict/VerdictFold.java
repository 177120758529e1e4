package org.ecluse.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Thresholds;

/**
 * Makes one recipient's verdict of findings and policy (R2.1, R3.9, decisions: What happens to a copy). It needs nothing
 * else, so that a stored decision can be explained (B4) and decided again under another policy (B5).
 */
public final class VerdictFold {
    private VerdictFold() {}

    /**
     * The strictest demanded disposition wins; of all demands the first in the order of {@link VerdictName} names it.
     *
     * @param findings of all stages, in stage order; kept as they are
     */
    public static RecipientVerdict fold(List<Finding> findings, PolicySnapshot policy) {
        boolean skipped = has(findings, Ground.SKIPPED_BY_ALLOW);
        boolean trusted = skipped || has(findings, Ground.GREEN_LIST);
        boolean vouched = has(findings, Ground.TRUSTED_SEAL);
        List<ScoredFinding> scored = findings.stream()
                .map(f -> new ScoredFinding(
                        f,
                        skipped || vouched && Ground.isDmarcFailure(f.symbol())
                                ? 0
                                : policy.points(f.symbol(), f.multiplier())))
                .toList();
        double score = score(scored);
        List<Ground> grounds = new ArrayList<>();
        for (Finding finding : findings) {
            boolean madeUpFor = vouched && Ground.isDmarcFailure(finding.symbol())
                    || skipped && Ground.isAboutSender(finding.symbol());
            if (madeUpFor) {
                continue;
            }
            Ground.of(finding.symbol(), policy)
                    .filter(ground -> !(trusted && ground.name() == VerdictName.PNS))
                    .filter(ground -> !(skipped && ground.name() == VerdictName.SPOOFED))
                    .ifPresent(grounds::add);
        }
        if (!trusted) {
            spam(score, policy).ifPresent(grounds::add);
        }
        Ground decided = decide(grounds);
        Optional<Mark> mark = decided.disposition() == Disposition.DELIVER && !trusted
                ? mark(score, findings, policy.policy())
                : Optional.empty();
        return new RecipientVerdict(decided.name(), decided.disposition(), score, mark, decided.reply(), scored);
    }

    private static Optional<Mark> mark(double score, List<Finding> findings, FilterPolicy policy) {
        return score >= policy.thresholds().tag()
                ? Optional.of(Mark.SPAM)
                : policy.marking().bulk().stream()
                        .filter(bulk -> has(findings, Ground.symbolOf(bulk)))
                        .map(Mark::of)
                        .min(Comparator.naturalOrder());
    }

    private static Ground decide(List<Ground> grounds) {
        Comparator<Ground> byName = Comparator.comparing(Ground::name);
        Optional<Ground> strictest = grounds.stream()
                .min(Comparator.comparing(Ground::disposition).reversed().thenComparing(byName));
        if (strictest.isEmpty()) {
            return new Ground(VerdictName.CLEAN, Disposition.DELIVER, Reply.ACCEPTED);
        }
        Ground winner = strictest.get();
        if (winner.disposition() == Disposition.DEFER) {
            // Not decided yet: the other grounds will name it when the missing check has been made.
            return winner;
        }
        VerdictName name = grounds.stream().min(byName).orElse(winner).name();
        return new Ground(name, winner.disposition(), winner.reply());
    }

    private static Optional<Ground> spam(double score, PolicySnapshot policy) {
        Thresholds thresholds = policy.policy().thresholds();
        if (score >= thresholds.destroy()) {
            return Optional.of(
                    policy.policy().spamDestroyedSilently()
                            ? new Ground(VerdictName.SPAM_DESTROYED, Disposition.DESTROY, Reply.ACCEPTED)
                            : new Ground(VerdictName.SPAM_DESTROYED, Disposition.REJECT, Reply.REJECTED_AS_SPAM));
        }
        return score >= thresholds.quarantine() && policy.level() != FilterLevel.AUCUN
                ? Optional.of(new Ground(VerdictName.SPAM_QUARANTINED, Disposition.QUARANTINE, Reply.ACCEPTED))
                : Optional.empty();
    }

    private static double score(List<ScoredFinding> scored) {
        double sum = scored.stream().mapToDouble(ScoredFinding::points).sum();
        // Two decimals, so that a score shown as 100.00 is one that reached 100.
        return Math.round(sum * 100) / 100.0;
    }

    private static boolean has(List<Finding> findings, String symbol) {
        return findings.stream().anyMatch(f -> f.symbol().equals(symbol));
    }
}
