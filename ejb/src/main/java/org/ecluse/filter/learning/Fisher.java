package org.ecluse.filter.learning;

import java.util.Arrays;

/**
 * Robinson's combination of token probabilities by Fisher's method (G. Robinson, "A Statistical Approach to the Spam Problem",
 * 2003): how unlikely the telling tokens are by chance, for spam and against it.
 */
final class Fisher {
    /** Probability of a token never seen. */
    static final double UNKNOWN = 0.5;
    /** How many sightings the unknown counts for. */
    static final double STRENGTH = 1;
    /** Tokens nearer to one half say nothing. */
    static final double LEAST_DEVIATION = 0.4;
    /** Only so many of the most telling tokens are combined: tokens of one text are not independent, and length is no proof. */
    static final int MOST_TELLING = 150;

    private Fisher() {}

    /**
     * Log of the odds of spam, bounded to ±{@value #BOUND}; 0 if nothing tells.
     *
     * @param probabilities of the message's tokens, in any order; sorted by this call
     */
    static double logOdds(float[] probabilities, int count) {
        if (count == 0) {
            return 0;
        }
        int used = telling(probabilities, count);
        double spam = 0;
        double ham = 0;
        for (int i = 0; i < used; i++) {
            spam += Math.log(1.0 - probabilities[i]);
            ham += Math.log(probabilities[i]);
        }
        double s = ChiSquare.logUpperTail(-2 * spam, 2 * used); // small: too many spam tokens for chance
        double h = ChiSquare.logUpperTail(-2 * ham, 2 * used);
        return Math.max(-BOUND, Math.min(BOUND, (h - s) / 2));
    }

    static final double BOUND = 60;

    /** Moves the most telling to the front and returns how many they are. */
    private static int telling(float[] probabilities, int count) {
        if (count <= MOST_TELLING) {
            return count;
        }
        float[] deviations = new float[count];
        for (int i = 0; i < count; i++) {
            deviations[i] = Math.abs(probabilities[i] - 0.5f);
        }
        Arrays.sort(deviations);
        float least = deviations[count - MOST_TELLING];
        int used = 0;
        for (int i = 0; i < count && used < MOST_TELLING; i++) {
            if (Math.abs(probabilities[i] - 0.5f) >= least) {
                float kept = probabilities[i];
                probabilities[i] = probabilities[used];
                probabilities[used++] = kept;
            }
        }
        return used;
    }
}
