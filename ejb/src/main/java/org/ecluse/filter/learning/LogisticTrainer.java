package org.ecluse.filter.learning;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Logistic regression over hashed tokens, learned message by message with a step of its own for each token (FTRL-proximal,
 * McMahan et al., "Ad Click Prediction", 2013). Each message has length one, so that long mails do not speak louder. With scales, a
 * token counts the more the more unequally it is spread over the two kinds. The same messages in the same order give the same weights.
 */
public final class LogisticTrainer {
    private final Settings settings;
    private final double[] sums = new double[TokenBag.BUCKETS];
    private final double[] squares = new double[TokenBag.BUCKETS];
    private final IntToDoubleFunction scales;
    private double bias;

    /**
     * @param passes over all messages
     * @param step size of the first steps
     * @param lasso draws weights to exactly zero
     * @param ridge draws weights towards zero
     * @param hamWeight how much more a ham that is called spam costs than a spam that is let through
     */
    public record Settings(int passes, double step, double lasso, double ridge, double hamWeight, long seed) {
        public static final Settings SHIPPED = new Settings(6, 2, 0.03, 0.02, 4, 20260301);
        private static final double SOURCE_LASSO = 0.2;

        /** For the source alone: of its many runs of characters few say what the others do not. */
        Settings ofSource() {
            return new Settings(passes, step, SOURCE_LASSO, ridge, hamWeight, seed);
        }

        /** The same with the messages in another order, one for each number. */
        Settings shuffled(int order) {
            return new Settings(passes, step, lasso, ridge, hamWeight, seed + 7919L * order);
        }
    }

    /** A labelled message; {@code weight} is how often it counts. */
    public record Example(int[] tokens, boolean spam, double weight) {}

    public LogisticTrainer(Settings settings) {
        this(settings, bucket -> 1);
    }

    /** @param scales what a token of that bucket counts; 0 upwards */
    LogisticTrainer(Settings settings, IntToDoubleFunction scales) {
        this.settings = settings;
        this.scales = scales;
    }

    public void learn(List<Example> examples) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        int[] order = new int[examples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int pass = 0; pass < settings.passes(); pass++) {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
            for (int i : order) {
                learn(examples.get(i));
            }
        }
    }

    private void learn(Example example) {
        int[] tokens = example.tokens();
        if (tokens.length == 0) {
            return;
        }
        double[] lengths = TokenLengths.values(tokens);
        double sum = bias;
        double[] weights = new double[tokens.length];
        double[] values = new double[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            weights[i] = scaled(tokens[i]);
            values[i] = lengths[TokenGroup.of(tokens[i]).ordinal()] * scales.applyAsDouble(tokens[i]);
            sum += weights[i] * values[i];
        }
        double predicted = 1 / (1 + Math.exp(-sum));
        double gradient =
                (predicted - (example.spam() ? 1 : 0)) * example.weight() * (example.spam() ? 1 : settings.hamWeight());
        bias -= 0.02 * gradient;
        for (int i = 0; i < tokens.length; i++) {
            int token = tokens[i];
            double step = gradient * values[i];
            double square = step * step;
            double sigma = (Math.sqrt(squares[token] + square) - Math.sqrt(squares[token])) / settings.step();
            sums[token] += step - sigma * weights[i];
            squares[token] += square;
        }
    }

    /** Of a bucket, for the token as it is, without its scale; 0 where nothing tells. */
    public double weight(int bucket) {
        return scaled(bucket) * scales.applyAsDouble(bucket);
    }

    private double scaled(int bucket) {
        double sum = sums[bucket];
        if (Math.abs(sum) <= settings.lasso()) {
            return 0;
        }
        return -(sum - Math.signum(sum) * settings.lasso())
                / ((0.1 + Math.sqrt(squares[bucket])) / settings.step() + settings.ridge());
    }

    public double bias() {
        return bias;
    }
}
