package org.ecluse.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ecluse.filter.learning.BaseModel;
import org.ecluse.filter.learning.LogisticTrainer;
import org.ecluse.filter.learning.ModelTrainer;
import org.ecluse.filter.meaning.MeaningStage;
import org.ecluse.filter.meaning.MeaningWeights;
import org.ecluse.measure.LabelledCorpus.Sample;

/**
 * Scores every message of the fair copy of {@code spamham} by models that have not seen it: the clusters are split in parts, and each part is
 * scored by a model of all others. Two parts: as little as half of the mail is learned. Ten: nearly as much as for the shipped model.
 *
 * <p>Arguments: the copy, {@code mislabelled.tsv}, the number of parts, a folder for {@code split.tsv} (path, label, part) and
 * {@code ecluse.tsv} (path, points, points of the rules, points of the part's threshold). In {@code shipped.tsv} beside it
 * models learned like the shipped one: own messages as well, and not what may not be shipped.
 */
public final class QualityBench {
    private final List<Sample> samples;
    private final List<Sample> own;
    private final int parts;

    private QualityBench(List<Sample> samples, List<Sample> own, int parts) {
        this.samples = samples;
        this.own = own;
        this.parts = parts;
    }

    public static void main(String[] arguments) throws IOException {
        LabelledCorpus corpus = new LabelledCorpus();
        QualityBench bench = new QualityBench(
                corpus.read(Path.of(arguments[0]), LabelledCorpus.leftOut(Path.of(arguments[1]))),
                BaseModelMaker.own(corpus),
                Integer.parseInt(arguments[2]));
        Path folder = Path.of(arguments[3]);
        try (PrintStream split = stream(folder.resolve("split.tsv"))) {
            for (Sample sample : bench.samples) {
                split.println(sample.path() + "\t" + (sample.spam() ? "spam" : "ham") + "\t" + bench.part(sample));
            }
        }
        bench.score(folder.resolve("ecluse.tsv"), List.of(), sample -> true);
        bench.score(folder.resolve("shipped.tsv"), bench.own, BaseModelMaker::isShipped);
    }

    private void score(Path file, List<Sample> also, Predicate<Sample> learned) throws IOException {
        try (PrintStream scores = stream(file)) {
            for (int part = 0; part < parts; part++) {
                int out = part;
                List<Sample> learning = Stream.concat(
                                also.stream(), samples.stream().filter(learned).filter(sample -> part(sample) != out))
                        .toList();
                BaseModel model = new ModelTrainer(LogisticTrainer.Settings.SHIPPED)
                        .train(learning.stream().map(Sample::example).toList());
                MeaningWeights meaning = MeaningTrainer.train(learning);
                System.out.printf(
                        Locale.ROOT,
                        "%s, part %d: offset fixed on the training side %.2f%n",
                        file.getFileName(),
                        part,
                        model.calibration().offset());
                for (Sample sample : samples) {
                    if (part(sample) == out) {
                        scores.printf(
                                Locale.ROOT,
                                "%s\t%.2f\t%.2f\t%.2f%n",
                                sample.path(),
                                points(sample, model, meaning),
                                sample.rules(),
                                20 * model.calibration().offset());
                    }
                }
            }
        }
    }

    /** Of all that the pipeline finds. */
    private static double points(Sample sample, BaseModel model, MeaningWeights meaning) {
        double points = sample.rules() + 20 * model.boundedStrength(sample.tokens());
        boolean read = MeaningStage.isDoubtful(points) && sample.meaning().length > 0;
        return read ? points + 20 * meaning.strength(sample.meaning()) : points;
    }

    // "half" was its name when there were two: another salt is another split, and figures of before would not compare.
    private int part(Sample sample) {
        return sample.fold(parts, "half");
    }

    private static PrintStream stream(Path file) throws IOException {
        return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
    }
}
