package org.ecluse.measure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ecluse.filter.learning.BaseModel;
import org.ecluse.filter.learning.LogisticTrainer;
import org.ecluse.filter.learning.ModelFile;
import org.ecluse.filter.learning.ModelTrainer;
import org.ecluse.measure.LabelledCorpus.Sample;

/**
 * Makes the shipped base model and the page that says what it was made of. Arguments: the fair copy of {@code spamham} (clean.py), the suite's
 * folder, the folder of {@code learning/base.model}, {@code learning/base.provenance} and {@code meaning/meaning.model}, the date to note.
 */
public final class BaseModelMaker {
    /** CC BY-NC: never in what is shipped. */
    private static final String NOT_SHIPPED = "phishing_pot";

    private static final int EACH_OWN_FAMILY = 6;

    private BaseModelMaker() {}

    public static void main(String[] arguments) throws IOException {
        Path suite = Path.of(arguments[1]);
        LabelledCorpus corpus = new LabelledCorpus();
        List<Sample> samples = new ArrayList<>(
                corpus.read(Path.of(arguments[0]), LabelledCorpus.leftOut(suite.resolve("mislabelled.tsv"))).stream()
                        .filter(BaseModelMaker::isShipped)
                        .toList());
        samples.addAll(own(corpus));
        BaseModel model = new ModelTrainer(LogisticTrainer.Settings.SHIPPED)
                .train(samples.stream().map(Sample::example).toList());
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        ModelFile.write(model, octets);
        Path folder = Path.of(arguments[2]).resolve("learning");
        Files.write(folder.resolve("base.model"), octets.toByteArray());
        MeaningTrainer.train(samples)
                .write(Files.newOutputStream(folder.resolveSibling("meaning").resolve("meaning.model")));
        Files.writeString(
                folder.resolve("base.provenance"),
                provenance(
                        samples, Files.readAllLines(suite.resolve("ORIGIN.txt")), octets.toByteArray(), arguments[3]));
    }

    /** Whether its licence allows that a shipped model learns it. */
    static boolean isShipped(Sample sample) {
        return !sample.source().equals(NOT_SHIPPED);
    }

    /** Messages of our own writing that the shipped model learns. */
    static List<Sample> own(LabelledCorpus corpus) throws IOException {
        return Stream.concat(corpus.own("mail-training.txt", EACH_OWN_FAMILY).stream(), corpus.whole().stream())
                .toList();
    }

    private static String provenance(List<Sample> samples, List<String> origin, byte[] octets, String date) {
        StringBuilder page = new StringBuilder(
                "Base model of words and build, and beside it in meaning/meaning.model the weights of meanings: numbers only, no text of any message.\n\n");
        page.append("command: ./ecluse model\ndate: ").append(date).append('\n');
        page.append("sha256: ").append(sha256(octets)).append('\n');
        page.append("bytes: ").append(octets.length).append('\n');
        page.append("left out: phishing_pot (CC BY-NC), messages of mislabelled.tsv\n\nmessages learned:\n");
        Map<String, Integer> counts = new TreeMap<>();
        samples.forEach(s -> counts.merge(s.source() + " " + (s.spam() ? "spam" : "ham"), 1, Integer::sum));
        counts.forEach((kind, count) ->
                page.append("  ").append(kind).append(": ").append(count).append('\n'));
        page.append("  (own: src/test/resources/learning/mail-training.txt and whole)\n\nsources:\n");
        String repository = "";
        for (String line : origin) {
            if (line.startsWith("repo:")) {
                repository = line.substring(5).strip();
            } else if (line.startsWith("commit:") && !repository.contains(NOT_SHIPPED)) {
                page.append("  ")
                        .append(repository)
                        .append(" at ")
                        .append(line.substring(7).strip())
                        .append('\n');
            }
        }
        return page.toString();
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
