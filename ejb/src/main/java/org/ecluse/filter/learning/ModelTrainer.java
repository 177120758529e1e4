package org.ecluse.filter.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ecluse.filter.learning.BaseModel.Calibration;

/**
 * Makes a base model of labelled messages. What it does with unseen mail is found out by leaving out one part after the other, so
 * that the offset is right for mail that was not learned. The regression is a mean of several, over tokens scaled by how unequally they
 * are spread over the two kinds. Deterministic.
 */
public final class ModelTrainer {
    /** With the weight of 20 points for each unit a log-odds of the regression is worth 22 points of the rules. */
    private static final double LOGISTIC = 1.1;

    private static final double BAYES = 0.055;
    private static final double WEIGHT_STEP = 0.04;
    /** In another order of the messages a regression errs differently: the mean of several errs less than each. */
    private static final int ORDERS = 4;

    private static final int FOLDS = 3;
    private static final double QUARANTINE = 100;
    /** Share of unseen ham that may reach the quarantine's threshold. */
    private static final double FALSE_POSITIVES = 0.001;

    private final LogisticTrainer.Settings settings;

    public ModelTrainer(LogisticTrainer.Settings settings) {
        this.settings = settings;
    }

    /**
     * A labelled message.
     *
     * @param rules points of everything but what is learned
     * @param fold messages of one fold are left out together; near-duplicates share one
     */
    public record Example(int[] tokens, boolean spam, double rules, int fold) {}

    public BaseModel train(List<Example> examples) {
        List<Double> ham = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            BaseModel model =
                    learn(examples.stream().filter(e -> e.fold() % FOLDS != out).toList(), 0);
            examples.stream()
                    .filter(e -> e.fold() % FOLDS == out && !e.spam())
                    .forEach(e -> ham.add(20 * model.strength(e.tokens()) + e.rules()));
        }
        return learn(examples, (QUARANTINE - threshold(ham)) / 20);
    }

    /** Points that only the allowed share of ham reaches. */
    private static double threshold(List<Double> ham) {
        double[] sorted = ham.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int last = sorted.length - 1 - (int) Math.floor(FALSE_POSITIVES * sorted.length);
        return last < 0 ? 0 : sorted[last] + 1;
    }

    private BaseModel learn(List<Example> examples, double offset) {
        TokenCounts counts = new TokenCounts();
        examples.forEach(e -> counts.learn(e.tokens(), e.spam()));
        double[] spreads =
                IntStream.range(0, TokenBag.BUCKETS).mapToDouble(counts::spread).toArray();
        List<LogisticTrainer> voices = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            voices.add(learned(examples, settings.shuffled(order), bucket -> spreads[bucket]));
        }
        return BaseModel.of(
                bucket -> mean(voices, voice -> voice.weight(bucket)),
                bucket -> counts.isTelling(bucket) ? counts.probability(bucket) : 0.5,
                new Calibration(WEIGHT_STEP, mean(voices, LogisticTrainer::bias), LOGISTIC, BAYES, offset));
    }

    private static LogisticTrainer learned(
            List<Example> examples, LogisticTrainer.Settings settings, IntToDoubleFunction scales) {
        LogisticTrainer logistic = new LogisticTrainer(settings, scales);
        logistic.learn(examples.stream()
                .map(e -> new LogisticTrainer.Example(e.tokens(), e.spam(), 1))
                .toList());
        return logistic;
    }

    /** A mean of linear models is a linear model: several cost no more than one when mail is judged. */
    private static double mean(List<LogisticTrainer> voices, ToDoubleFunction<LogisticTrainer> value) {
        return voices.stream().mapToDouble(value).average().orElseThrow();
    }
}
