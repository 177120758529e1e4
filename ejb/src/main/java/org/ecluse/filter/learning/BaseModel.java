package org.ecluse.filter.learning;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What was learned from labelled mail: for each bucket a weight of the logistic regression and a probability of Bayes, a byte
 * each, so that the model takes {@value TokenBag#BUCKETS} × 2 bytes of memory whatever it learned. Immutable.
 */
public final class BaseModel {
    private static final double PROBABILITY_STEPS = 127;
    /** Tokens of words and of their pairs; of twenty words or so. */
    private static final int ENOUGH_WORDS = 40;

    private final byte[] weights;
    private final byte[] probabilities;
    private final Calibration calibration;

    /**
     * How the two scores become one strength, whose unit is a point of the usual scale on which 5.0 is spam.
     *
     * @param weightStep value of one step of a quantised weight
     * @param bias of the logistic regression
     * @param logistic units for each of its log-odds
     * @param bayes units for each log-odds of Bayes
     * @param offset added to both, so that what is above 0 speaks for spam
     */
    public record Calibration(double weightStep, double bias, double logistic, double bayes, double offset) {}

    /** Both arrays have {@link TokenBag#BUCKETS} elements. */
    BaseModel(byte[] weights, byte[] probabilities, Calibration calibration) {
        this.weights = weights;
        this.probabilities = probabilities;
        this.calibration = calibration;
    }

    /** Knows nothing and says nothing. */
    public static BaseModel empty() {
        return of(i -> 0, i -> 0.5, new Calibration(1, 0, 0, 0, 0));
    }

    /**
     * Quantises what was trained.
     *
     * @param probability 0.5 for buckets that say nothing
     */
    static BaseModel of(IntToDoubleFunction weight, IntToDoubleFunction probability, Calibration calibration) {
        byte[] weights = new byte[TokenBag.BUCKETS];
        byte[] probabilities = new byte[TokenBag.BUCKETS];
        for (int i = 0; i < TokenBag.BUCKETS; i++) {
            weights[i] = (byte)
                    Math.max(-127, Math.min(127, Math.round(weight.applyAsDouble(i) / calibration.weightStep())));
            probabilities[i] = (byte) Math.round((probability.applyAsDouble(i) - 0.5) * 2 * PROBABILITY_STEPS);
        }
        return new BaseModel(weights, probabilities, calibration);
    }

    byte[] weights() {
        return weights;
    }

    byte[] probabilities() {
        return probabilities;
    }

    public Calibration calibration() {
        return calibration;
    }

    /** Of the logistic regression, in log-odds. */
    double logistic(int[] tokens) {
        if (tokens.length == 0) {
            return 0;
        }
        double[] values = TokenLengths.values(tokens);
        double sum = 0;
        for (int token : tokens) {
            sum += weights[token] * values[TokenGroup.of(token).ordinal()];
        }
        return calibration.bias() + sum * calibration.weightStep();
    }

    /** Of Bayes, in log-odds, bounded. */
    double bayes(int[] tokens) {
        float[] telling = new float[tokens.length];
        int count = 0;
        for (int token : tokens) {
            if (TokenGroup.of(token).isOfLetters()) {
                continue; // every letter would count many times
            }
            float probability = probability(token);
            if (Math.abs(probability - 0.5f) >= Fisher.LEAST_DEVIATION) {
                telling[count++] = probability;
            }
        }
        return Fisher.logOdds(telling, count);
    }

    private float probability(int token) {
        // The ends are left out: no token proves anything alone.
        return 0.5f + probabilities[token] * 0.4995f / 127;
    }

    /** Of both together, unbounded; above 0 it speaks for spam. */
    public double strength(int[] tokens) {
        return calibration.logistic() * logistic(tokens) + calibration.bayes() * bayes(tokens) + calibration.offset();
    }

    /**
     * {@link #strength} as the findings carry it: two decimals, bounded on both sides. Against a message of very few words it counts by
     * their number only: a line of text says little, and its bare build is that of any small program that reports something.
     */
    public double boundedStrength(int[] tokens) {
        double strength = strength(tokens);
        return Strength.bounded(
                strength > 0 ? strength * Math.min(1, words(tokens) / (double) ENOUGH_WORDS) : strength);
    }

    private static long words(int[] tokens) {
        return IntStream.of(tokens)
                .filter(token -> TokenGroup.of(token) == TokenGroup.WORDS)
                .count();
    }

    /** Up to {@code most} of the mail's own words that spoke loudest for spam, or against it. */
    public List<String> telling(TokenBag bag, boolean forSpam, int most) {
        return TellingWords.of(bag, i -> weights[bag.bucket(i)] * (forSpam ? 1 : -1), most);
    }
}
