package org.ecluse.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ecluse.filter.bulk.BulkStage;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.BulkFamilies;
import org.ecluse.testkit.BulkFamilies.Family;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/**
 * Prints what the bulk classes (R2.2) make of the labelled families, one line a family, and, with a corpus directory as argument
 * (spamham/clean.py --light), of its ham by source.
 */
public final class BulkReport {
    private static final List<String> ANSWERS = List.of("ADVERTISING", "NEWSLETTER", "SOCIAL", "none");

    private BulkReport() {}

    public static void main(String[] arguments) throws IOException {
        families("tuning");
        families("testing");
        if (arguments.length > 0) {
            corpus(Path.of(arguments[0]));
        }
    }

    private static void families(String side) {
        System.out.printf("%n%-42s %s%n", side, ANSWERS);
        Map<String, int[]> sums = new TreeMap<>();
        for (Family family : BulkFamilies.of(side)) {
            int[] counts = new int[ANSWERS.size()];
            for (int i = 0; i < BulkFamilies.MESSAGES; i++) {
                counts[ANSWERS.indexOf(answer(family.message(i)))]++;
            }
            int[] sum = sums.computeIfAbsent(family.kind(), kind -> new int[ANSWERS.size()]);
            Arrays.setAll(sum, i -> sum[i] + counts[i]);
            System.out.printf("%-42s %s%n", family.name(), Arrays.toString(counts));
        }
        sums.forEach((kind, counts) -> System.out.printf("%-42s %s%n", "all " + kind, Arrays.toString(counts)));
    }

    private static void corpus(Path corpus) throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        for (String line : Files.readAllLines(corpus.resolve("manifest.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] fields = line.split("\t");
            if (fields[1].equals("ham")) {
                String answer = answer(Mails.raw(Files.readAllBytes(corpus.resolve(fields[0]))));
                counts.computeIfAbsent(fields[2], source -> new int[ANSWERS.size()])[ANSWERS.indexOf(answer)]++;
                if (!answer.equals("none")) {
                    System.out.println(answer + "\t" + fields[0]);
                }
            }
        }
        System.out.printf("%n%-42s %s%n", "ham", ANSWERS);
        counts.forEach((source, each) -> System.out.printf("%-42s %s%n", source, Arrays.toString(each)));
    }

    private static String answer(RawMessage raw) {
        StageResult result = new BulkStage().examine(Mails.transaction(raw));
        String symbols = ((StageResult.Findings) result)
                .list().stream().map(Finding::symbol).collect(Collectors.joining(" "));
        return symbols.isEmpty() ? "none" : symbols.replace("BULK_", "");
    }
}
