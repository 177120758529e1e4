package org.ecluse.policy;

/**
 * Points of findings of DNS lists. Lists are configuration, so a list without a weight of its own has that of its kind; and
 * whatever a policy says, one list alone never does more than hold a copy (B9): its mail can still be released.
 */
public final class DnsListWeight {
    /** Symbols of block lists begin so. */
    public static final String BLOCKS = "DNSBL_";

    /** Symbols of allow lists begin so. */
    public static final String ALLOWS = "DNSWL_";

    /** Stands for every list that has no weight of its own. */
    private static final String ANY = "OTHER";

    private static final double SMALLEST_STEP = 0.01; // scores are rounded to it

    private DnsListWeight() {}

    /** Whether {@code symbol} is one of a DNS list. */
    public static boolean isFor(String symbol) {
        return symbol.startsWith(BLOCKS) || symbol.startsWith(ALLOWS);
    }

    /** The symbol whose weight and words stand for {@code symbol}, one of a DNS list, where it has none itself. */
    public static String kindOf(String symbol) {
        return (symbol.startsWith(BLOCKS) ? BLOCKS : ALLOWS) + ANY;
    }

    /**
     * @param symbol one of a DNS list
     * @param strength the finding's multiplier
     * @return 0 to the quarantine threshold for a block list, the same below 0 for an allow list; always under the threshold of
     *     destruction
     */
    static double points(String symbol, double strength, Weights weights, Thresholds thresholds) {
        String weighed = weights.symbols().contains(symbol) ? symbol : kindOf(symbol);
        double points = weights.of(weighed) * strength;
        double most = Math.max(0, Math.min(thresholds.quarantine(), thresholds.destroy() - SMALLEST_STEP));
        return symbol.startsWith(BLOCKS) ? clamped(points, 0, most) : clamped(points, -most, 0);
    }

    private static double clamped(double value, double least, double most) {
        return Math.max(least, Math.min(most, value)) + 0.0; // no -0
    }
}
