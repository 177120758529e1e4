package org.ecluse.verdict;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Thresholds;

/**
 * A decision in words: what was decided, each finding with its points, and what would have changed the outcome (B4). Made from
 * stored findings and the policy revision alone. Details may quote the mail: escape them where they are shown.
 *
 * @param outcome verdict, score and thresholds in one or two sentences
 * @param lines findings in the order of their weight, then of their stages
 * @param counterfactuals what would have changed the outcome; says so if nothing single would
 */
public record Explanation(String outcome, List<Line> lines, List<String> counterfactuals) {
    public Explanation {
        lines = List.copyOf(lines);
        counterfactuals = List.copyOf(counterfactuals);
    }

    /**
     * One finding.
     *
     * @param sentence in the reader's language
     * @param decisive true if the outcome would be another without it
     */
    public record Line(String symbol, String sentence, String detail, double points, boolean decisive) {}

    private static final List<String> SENDER_CHECKS =
            List.of("SPF_", "DKIM_", "DMARC_", "ARC_", "FROM_SEVERAL_", "OWN_DOMAIN_", Ground.SPOOFED);

    /** The findings that say who sent the message: SPF, DKIM, DMARC, ARC, own domains, in this order (R1.11, R1.12). */
    public List<Line> aboutSender() {
        return SENDER_CHECKS.stream()
                .flatMap(check -> lines.stream().filter(line -> line.symbol().startsWith(check)))
                .toList();
    }

    /** Explains the decision that {@code policy} makes of these findings. */
    public static Explanation of(List<Finding> findings, PolicySnapshot policy, Locale locale) {
        return of(VerdictFold.fold(findings, policy), policy, locale);
    }

    /** Explains {@code verdict}, which {@code policy} decided. */
    public static Explanation of(RecipientVerdict verdict, PolicySnapshot policy, Locale locale) {
        return new Writer(verdict, policy, locale).write();
    }

    /** Refolds the findings with one thing changed at a time. */
    private static final class Writer {
        private static final int MOST_TOGETHER = 5;
        private static final double MOST_POINTS = 100_000;

        private final RecipientVerdict verdict;
        private final PolicySnapshot policy;
        private final List<Finding> findings;
        private final SymbolTexts texts;
        private final NumberFormat points;

        Writer(RecipientVerdict verdict, PolicySnapshot policy, Locale locale) {
            this.verdict = verdict;
            this.policy = policy;
            this.findings =
                    verdict.findings().stream().map(ScoredFinding::finding).toList();
            this.texts = SymbolTexts.in(locale);
            this.points = NumberFormat.getNumberInstance(locale);
            points.setMaximumFractionDigits(2);
            points.setGroupingUsed(false);
        }

        Explanation write() {
            Set<String> decisive = new LinkedHashSet<>();
            List<String> changes = new ArrayList<>();
            for (String symbol : symbolsThatMatter()) {
                RecipientVerdict without = VerdictFold.fold(
                        findings.stream()
                                .filter(f -> !f.symbol().equals(symbol))
                                .toList(),
                        policy);
                if (differs(without)) {
                    decisive.add(symbol);
                    changes.add(texts.text("explain.without", texts.sentence(symbol), fate(without.disposition())));
                }
            }
            if (decisive.isEmpty()) {
                together().ifPresent(changes::add);
            }
            changes.addAll(otherThresholds());
            changes.addAll(otherWays());
            if (changes.isEmpty()) {
                changes.add(texts.text("explain.nothing-single"));
            }
            return new Explanation(outcome(), lines(decisive), changes);
        }

        private String outcome() {
            Thresholds limits = policy.policy().thresholds();
            return texts.text(
                            "explain.outcome",
                            texts.verdict(verdict.name()),
                            fate(verdict.disposition()),
                            points.format(verdict.score()))
                    + " "
                    + texts.text(
                            "explain.thresholds",
                            points.format(limits.tag()),
                            points.format(limits.quarantine()),
                            points.format(limits.destroy()));
        }

        private Set<String> symbolsThatMatter() {
            Set<String> symbols = new LinkedHashSet<>();
            for (ScoredFinding scored : verdict.findings()) {
                String symbol = scored.finding().symbol();
                boolean allows = symbol.equals(Ground.SKIPPED_BY_ALLOW)
                        || symbol.equals(Ground.GREEN_LIST)
                        || symbol.equals(Ground.TRUSTED_SEAL);
                if (allows || scored.points() != 0 || Ground.of(symbol, policy).isPresent()) {
                    symbols.add(symbol);
                }
            }
            return symbols;
        }

        /**
         * Where no single finding changes anything, the fewest that do together: what demanded something by itself, then what
         * weighed most, is taken away until the outcome is another. Empty if that would be more than a reader can follow.
         */
        private Optional<String> together() {
            Set<String> away = new LinkedHashSet<>();
            for (String symbol : heaviestFirst()) {
                away.add(symbol);
                RecipientVerdict without = VerdictFold.fold(
                        findings.stream()
                                .filter(f -> !away.contains(f.symbol()))
                                .toList(),
                        policy);
                if (differs(without)) {
                    String named = away.stream()
                            .map(each -> texts.text("explain.quoted", texts.sentence(each)))
                            .collect(Collectors.joining(", "));
                    return Optional.of(texts.text("explain.together", named, fate(without.disposition())));
                }
                if (away.size() == MOST_TOGETHER) {
                    break;
                }
            }
            return Optional.empty();
        }

        /** What can have led to an outcome stricter than delivery. */
        private List<String> heaviestFirst() {
            Map<String, Double> weights = new LinkedHashMap<>();
            for (ScoredFinding scored : verdict.findings()) {
                String symbol = scored.finding().symbol();
                boolean demands = Ground.of(symbol, policy).isPresent();
                if (demands || scored.points() > 0) {
                    weights.merge(symbol, demands ? Double.MAX_VALUE : scored.points(), Double::sum);
                }
            }
            return weights.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** What an administrator could have set: a threshold above the score, or one that the score reaches. */
        private List<String> otherThresholds() {
            Thresholds limits = policy.policy().thresholds();
            double score = verdict.score();
            List<String> ways = new ArrayList<>();
            if (score >= limits.destroy() && score + 1 <= MOST_POINTS) {
                Thresholds milder = new Thresholds(limits.tag(), limits.quarantine(), score + 1);
                way("explain.threshold.destroy", milder, ways);
            } else if (score >= limits.quarantine()) {
                Thresholds milder = new Thresholds(limits.tag(), score + 1, Math.max(limits.destroy(), score + 2));
                way("explain.threshold.quarantine", milder, ways);
            } else if (score > 0) {
                Thresholds stricter = new Thresholds(Math.min(limits.tag(), score), score, limits.destroy());
                if (differs(VerdictFold.fold(findings, policy.with(stricter)))) {
                    ways.add(texts.text("explain.missing", points.format(limits.quarantine() - score)));
                }
            }
            return ways;
        }

        private void way(String key, Thresholds other, List<String> ways) {
            RecipientVerdict changed = VerdictFold.fold(findings, policy.with(other));
            if (differs(changed)) {
                ways.add(texts.text(key, points.format(verdict.score()), fate(changed.disposition())));
            }
        }

        /** What user or administrator could have done: green entries, another level. */
        private List<String> otherWays() {
            List<String> ways = new ArrayList<>();
            if (verdict.disposition() == Disposition.DELIVER) {
                return ways;
            }
            if (differs(VerdictFold.fold(with(Ground.GREEN_LIST), policy))) {
                ways.add(texts.text(
                        "explain.green-list",
                        fate(VerdictFold.fold(with(Ground.GREEN_LIST), policy).disposition())));
            } else if (differs(VerdictFold.fold(with(Ground.SKIPPED_BY_ALLOW), policy))) {
                ways.add(texts.text(
                        "explain.green-address",
                        fate(VerdictFold.fold(with(Ground.SKIPPED_BY_ALLOW), policy)
                                .disposition())));
            }
            for (FilterLevel level : FilterLevel.values()) {
                RecipientVerdict other = VerdictFold.fold(findings, policy.at(level));
                if (level.compareTo(policy.level()) > 0 && differs(other)) {
                    ways.add(texts.text("explain.level", texts.text("level." + level), fate(other.disposition())));
                    break;
                }
            }
            return ways;
        }

        private List<Finding> with(String symbol) {
            List<Finding> more = new ArrayList<>(findings);
            more.add(Finding.of(symbol));
            return more;
        }

        private boolean differs(RecipientVerdict other) {
            return other.disposition() != verdict.disposition();
        }

        private String fate(Disposition disposition) {
            return texts.text("disposition." + disposition);
        }

        private List<Line> lines(Set<String> decisive) {
            return verdict.findings().stream()
                    .sorted((a, b) -> Double.compare(Math.abs(b.points()), Math.abs(a.points())))
                    .map(scored -> new Line(
                            scored.finding().symbol(),
                            texts.sentence(scored.finding().symbol()),
                            scored.finding().detail(),
                            scored.points(),
                            decisive.contains(scored.finding().symbol())))
                    .toList();
        }
    }
}
