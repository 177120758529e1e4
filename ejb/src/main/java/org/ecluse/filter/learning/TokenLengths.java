package org.ecluse.filter.learning;

/** What one token of a message is worth in the regression: the more tokens its group has, the less. */
final class TokenLengths {
    private TokenLengths() {}

    /** One value for each {@link TokenGroup}, so that the squares of a group's values sum up to the square of its share. */
    static double[] values(int[] tokens) {
        int[] counts = new int[TokenGroup.ALL.length];
        for (int token : tokens) {
            counts[TokenGroup.of(token).ordinal()]++;
        }
        double[] values = new double[counts.length];
        for (TokenGroup group : TokenGroup.ALL) {
            values[group.ordinal()] = group.share / Math.sqrt(Math.max(1, counts[group.ordinal()]));
        }
        return values;
    }
}
