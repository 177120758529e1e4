package org.ecluse.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ecluse.filter.learning.BaseModel;
import org.ecluse.filter.learning.LogisticTrainer;
import org.ecluse.filter.learning.ModelTrainer;
import org.ecluse.measure.LabelledCorpus.Sample;

/**
 * Scores every message of the fair copy of {@code spamham} by a model that has not seen it: the clusters are split in parts, and each part is
 * scored by a model of all others. Two parts: as little as half of the mail is learned, so more is asked. Ten: nearly as much is learned as for the
 * shipped model. Arguments: the copy, {@code mislabelled.tsv}, a folder for {@code split.tsv} (path, label, part) and {@code ecluse.tsv}
 * (path, points, points of the rules), the number of parts, and whether the own messages are learned as well, as they are for the shipped model.
 */
public final class QualityBench {
    private QualityBench() {}

    public static void main(String[] arguments) throws IOException {
        LabelledCorpus corpus = new LabelledCorpus();
        List<Sample> samples = corpus.read(Path.of(arguments[0]), LabelledCorpus.leftOut(Path.of(arguments[1])));
        Path folder = Path.of(arguments[2]);
        int parts = Integer.parseInt(arguments[3]);
        List<Sample> own = Boolean.parseBoolean(arguments[4]) ? BaseModelMaker.own(corpus) : List.of();
        try (PrintStream scores = stream(folder.resolve("ecluse.tsv"));
                PrintStream split = stream(folder.resolve("split.tsv"))) {
            for (int part = 0; part < parts; part++) {
                int out = part;
                BaseModel model = new ModelTrainer(LogisticTrainer.Settings.SHIPPED)
                        .train(Stream.concat(
                                        own.stream(), samples.stream().filter(sample -> part(sample, parts) != out))
                                .map(Sample::example)
                                .toList());
                System.out.printf(
                        Locale.ROOT,
                        "part %d: offset fixed on the training side %.2f%n",
                        part,
                        model.calibration().offset());
                for (Sample sample : samples) {
                    if (part(sample, parts) == out) {
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

    private static int part(Sample sample, int parts) {
        return sample.fold(parts, "half");
    }

    private static PrintStream stream(Path file) throws IOException {
        return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
    }
}
