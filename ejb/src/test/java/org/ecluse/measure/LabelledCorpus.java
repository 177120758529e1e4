package org.ecluse.measure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.learning.ModelTrainer;
import org.ecluse.filter.learning.Tokenizer;
import org.ecluse.filter.meaning.MeaningStage;
import org.ecluse.filter.meaning.ReaderUnavailableException;
import org.ecluse.filter.meaning.SentenceModel;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.mail.Envelope;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.OwnMail;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.LanguageFinding;

/** Labelled mail of the suite {@code spamham} or of the own templates, read once: tokens and the points of the rules. */
final class LabelledCorpus {
    /**
     * @param cluster near-duplicates share it: they stand on one side of a split
     * @param rules points of all findings but the learned ones, with the shipped weights
     * @param meaning what the sentence model reads, empty where it would not be asked whatever was learned
     */
    record Sample(
            String path,
            boolean spam,
            String source,
            String language,
            String cluster,
            int[] tokens,
            double rules,
            float[] meaning) {
        /** A number from 0 to {@code folds} − 1 that depends on the cluster alone. */
        int fold(int folds, String salt) {
            return (int) (digest(salt + "|" + cluster) % folds);
        }

        ModelTrainer.Example example() {
            return new ModelTrainer.Example(tokens, spam, rules, fold(3, "inner"));
        }
    }

    private final FilterPipeline pipeline =
            StageCatalogue.ofRules(List.of(), new SignatureScanner(HashList.load(List.of())), "mx.example.net");

    LabelledCorpus() throws IOException {}

    /**
     * @param directory with {@code manifest.tsv} (path, label, source, language, …, cluster) and the messages
     * @param leftOut paths that are labelled wrongly
     */
    List<Sample> read(Path directory, Set<String> leftOut) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("manifest.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] fields = line.split("\t", -1);
            if (!leftOut.contains(fields[0])) {
                samples.add(read(fields, Files.readAllBytes(directory.resolve(fields[0]))));
            }
        }
        return samples;
    }

    /** First column of {@code mislabelled.tsv}. */
    static Set<String> leftOut(Path file) throws IOException {
        Set<String> paths = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            paths.add(line.split("\t")[0]);
        }
        return paths;
    }

    Sample read(String[] fields, byte[] octets) throws IOException {
        MailTransaction mail = transaction(octets);
        List<Finding> findings = pipeline.examine(mail).findings();
        double rules = findings.stream()
                .mapToDouble(f -> f.multiplier() * Weights.shipped().of(f.symbol()))
                .sum();
        return new Sample(
                fields[0],
                fields[1].equals("spam"),
                fields[2],
                fields[3],
                fields[6],
                Tokenizer.of(mail, findings).toArray(),
                rules,
                LanguageFinding.isTold("en", findings) ? meaning(mail) : new float[0]);
    }

    private static float[] meaning(MailTransaction mail) throws IOException {
        try {
            return SentenceModel.shipped().read(MeaningStage.text(mail)).orElseGet(() -> new float[0]);
        } catch (ReaderUnavailableException e) {
            throw new IOException(e); // without it the figures would be of another filter
        }
    }

    /** Messages of our own writing, some of each family. */
    List<Sample> own(String file, int each) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (OwnMail family : OwnMail.families(file)) {
            for (int i = 0; i < each; i++) {
                String[] fields = {
                    family.family() + "-" + i,
                    family.label(),
                    "own",
                    family.language(),
                    "",
                    "",
                    "own " + family.family()
                };
                samples.add(read(fields, family.message(i)));
            }
        }
        return samples;
    }

    /** Whole messages of our own writing, in {@code learning/whole}: each a cluster of its own. */
    List<Sample> whole() throws IOException {
        List<Sample> samples = new ArrayList<>();
        String index = new String(octets("index.tsv"), StandardCharsets.UTF_8);
        for (String line : index.lines().skip(1).toList()) {
            String[] named = line.split("\t");
            String[] fields = {named[0], named[1], "own", "", "", "", "own " + named[0]};
            samples.add(read(fields, octets(named[0])));
        }
        return samples;
    }

    private static byte[] octets(String name) throws IOException {
        try (InputStream stream = LabelledCorpus.class.getResourceAsStream("/learning/whole/" + name)) {
            return stream.readAllBytes();
        }
    }

    static MailTransaction transaction(byte[] octets) throws IOException {
        RawMessage raw = Mails.raw(octets);
        ParsedMessage parsed = new MailReader().read(raw, Mails.budget());
        return new MailTransaction(
                Mails.session("192.0.2.7"),
                new Envelope(
                        ReversePath.of(parsed.from().stream()
                                .map(Mailbox::address)
                                .flatMap(Optional::stream)
                                .findFirst()),
                        List.of(Mails.address("recipient@example.com"))),
                raw,
                parsed,
                SenderFacts.UNKNOWN,
                MessageAuthentication.NONE,
                Set.of(),
                Mails.budget());
    }

    private static long digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            long value = 0;
            for (int i = 0; i < 7; i++) {
                value = value << 8 | digest[i] & 0xff;
            }
            return value;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
