package org.ecluse.filter.phishing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ecluse.filter.phishing.PhishingSign.Side;
import org.ecluse.verdict.Finding;

/**
 * The signs of one message put together. Phishing pretends to be somebody, leads somewhere and wants something: the sides are
 * bounded, so that no number of signs of one kind makes up for the others.
 */
final class PhishingCase {
    private static final double ENOUGH = 6;
    private static final double ENOUGH_BESIDE_WORDS = 4;
    private static final Map<Side, Double> MOST = Map.of(Side.CLAIM, 5.0, Side.TARGET, 5.0, Side.LURE, 3.0);
    private static final Map<String, PhishingSign> BY_SYMBOL = bySymbol();

    private final Map<Side, Double> sums = new EnumMap<>(Side.class);
    private final String signs;

    private PhishingCase(List<Finding> findings) {
        for (Side side : Side.values()) {
            sums.put(side, 0.0);
        }
        for (Finding finding : findings) {
            PhishingSign sign = BY_SYMBOL.get(finding.symbol());
            if (sign != null) {
                sums.merge(
                        sign.side(),
                        sign.strength() * finding.multiplier(),
                        (a, b) -> Math.min(MOST.get(sign.side()), a + b));
            }
        }
        signs = findings.stream()
                .map(Finding::symbol)
                .filter(BY_SYMBOL::containsKey)
                .collect(Collectors.joining(", "));
    }

    /** @param findings of any stage; those that are no signs do not count */
    static PhishingCase of(List<Finding> findings) {
        return new PhishingCase(findings);
    }

    /** True if the signs of at least two sides agree and are enough together. */
    boolean isProven() {
        double beside = sums.get(Side.CLAIM) + sums.get(Side.TARGET);
        long sides = sums.values().stream().filter(sum -> sum > 0).count();
        return sides >= 2 && beside >= ENOUGH_BESIDE_WORDS && beside + sums.get(Side.LURE) >= ENOUGH;
    }

    /** For administrators: the sums and the signs. */
    String detail() {
        return "claim " + sums.get(Side.CLAIM) + ", target " + sums.get(Side.TARGET) + ", words " + sums.get(Side.LURE)
                + ": " + signs;
    }

    private static Map<String, PhishingSign> bySymbol() {
        Map<String, PhishingSign> map = new HashMap<>();
        for (PhishingSign sign : PhishingSign.values()) {
            map.put(sign.symbol(), sign);
        }
        return map;
    }
}
