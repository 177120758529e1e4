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
 * are spread over the two kinds, and beside it, as a sum of log-odds, one over the source alone. Deterministic.
 */
public final class ModelTrainer {
    /** With the weight of 20 points for each unit a log-odds of the regressions is worth 18 points of the rules. */
    private static final double LOGISTIC = 0.9;

    private static final double BAYES = 0.02;
    private static final double WEIGHT_STEP = 0.04;
    /** In another order of the messages a regression errs differently: the mean of several errs less than each. */
    private static final int ORDERS = 4;

    private static final int FOLDS = 3;
    private static final double QUARANTINE = 100;
    /** Share of unseen ham that reaches the quarantine's threshold: aimed a little below the 0.1 % that is allowed, as it is an estimate. */
    private static final double FALSE_POSITIVES = 0.0008;
    /** Share of ham whose points, the highest, tell how fast they become rare. */
    private static final double TAIL = 0.02;

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

    /** Points that only the allowed share of ham reaches. An exponential tail is laid through the highest: else two or three letters decide. */
    private static double threshold(List<Double> ham) {
        double[] sorted = ham.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int tail = (int) (TAIL * sorted.length);
        if (tail == 0) {
            return sorted.length == 0 ? 0 : sorted[sorted.length - 1] + 1;
        }
        double start = sorted[sorted.length - 1 - tail];
        double mean = Arrays.stream(sorted, sorted.length - tail, sorted.length)
                .average()
                .orElseThrow();
        return start + (mean - start) * Math.log(TAIL / FALSE_POSITIVES);
    }

    private BaseModel learn(List<Example> examples, double offset) {
        TokenCounts counts = new TokenCounts();
        examples.forEach(e -> counts.learn(e.tokens(), e.spam()));
        double[] spreads =
                IntStream.range(0, TokenBag.BUCKETS).mapToDouble(counts::spread).toArray();
        List<LogisticTrainer> joint = voices(examples, settings, false, bucket -> spreads[bucket]);
        List<LogisticTrainer> source = voices(examples, settings.ofSource(), true, bucket -> 1);
        return BaseModel.of(
                bucket -> mean(isSource(bucket) ? source : joint, voice -> voice.weight(bucket)),
                bucket -> counts.isTelling(bucket) ? counts.probability(bucket) : 0.5,
                new Calibration(
                        WEIGHT_STEP,
                        mean(joint, LogisticTrainer::bias) + mean(source, LogisticTrainer::bias),
                        LOGISTIC,
                        BAYES,
                        offset));
    }

    /** Regressions over the source alone, or over everything else. */
    private static List<LogisticTrainer> voices(
            List<Example> examples, LogisticTrainer.Settings settings, boolean source, IntToDoubleFunction scales) {
        List<LogisticTrainer.Example> seen = examples.stream()
                .map(e -> new LogisticTrainer.Example(
                        IntStream.of(e.tokens())
                                .filter(token -> isSource(token) == source)
                                .toArray(),
                        e.spam(),
                        1))
                .toList();
        List<LogisticTrainer> voices = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            LogisticTrainer voice = new LogisticTrainer(settings.shuffled(order), scales);
            voice.learn(seen);
            voices.add(voice);
        }
        return voices;
    }

    private static boolean isSource(int bucket) {
        return TokenGroup.of(bucket) == TokenGroup.SOURCE;
    }

    /** A mean of linear models is a linear model: several cost no more than one when mail is judged. */
    private static double mean(List<LogisticTrainer> voices, ToDoubleFunction<LogisticTrainer> value) {
        return voices.stream().mapToDouble(value).average().orElseThrow();
    }
}
