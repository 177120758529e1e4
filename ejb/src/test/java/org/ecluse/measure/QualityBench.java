package org.ecluse.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ecluse.filter.learning.BaseModel;
import org.ecluse.filter.learning.LogisticTrainer;
import org.ecluse.filter.learning.ModelTrainer;
import org.ecluse.measure.LabelledCorpus.Sample;

/**
 * Scores every message of the fair copy of {@code spamham} by a model that has not seen it: half of the clusters are learned, the
 * other half is scored, and the other way round. Arguments: the copy, {@code mislabelled.tsv}, a folder for {@code split.tsv} (path,
 * label, half) and {@code ecluse.tsv} (path, points, points of the rules).
 */
public final class QualityBench {
    private static final int HALVES = 2;

    private QualityBench() {}

    public static void main(String[] arguments) throws IOException {
        List<Sample> samples =
                new LabelledCorpus().read(Path.of(arguments[0]), LabelledCorpus.leftOut(Path.of(arguments[1])));
        Path folder = Path.of(arguments[2]);
        try (PrintStream scores = stream(folder.resolve("ecluse.tsv"));
                PrintStream split = stream(folder.resolve("split.tsv"))) {
            for (int half = 0; half < HALVES; half++) {
                int out = half;
                BaseModel model = new ModelTrainer(LogisticTrainer.Settings.SHIPPED)
                        .train(samples.stream()
                                .filter(sample -> half(sample) != out)
                                .map(Sample::example)
                                .toList());
                System.out.printf(
                        Locale.ROOT,
                        "half %d: offset fixed on the training side %.2f%n",
                        half,
                        model.calibration().offset());
                for (Sample sample : samples) {
                    if (half(sample) == out) {
                        split.println(sample.path() + "\t" + (sample.spam() ? "spam" : "ham") + "\t" + out);
                        scores.printf(
                                Locale.ROOT,
                                "%s\t%.2f\t%.2f%n",
                                sample.path(),
                                sample.rules() + 20 * model.boundedStrength(sample.tokens()),
                                sample.rules());
                    }
                }
            }
        }
    }

    private static int half(Sample sample) {
        return sample.fold(HALVES, "half");
    }

    private static PrintStream stream(Path file) throws IOException {
        return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
    }
}
