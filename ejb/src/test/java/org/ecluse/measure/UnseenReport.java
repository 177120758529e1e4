package org.ecluse.measure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.testkit.UnseenMails;
import org.ecluse.testkit.UnseenMails.Unseen;
import org.ecluse.verdict.RecipientVerdict;

/** Prints the confusion matrix of the whole pipeline over {@link UnseenMails}, with and without what is known of the senders, and each error. */
public final class UnseenReport {
    private UnseenReport() {}

    public static void main(String[] arguments) throws IOException {
        FilterPipeline pipeline = StageCatalogue.pipeline(
                List.of(), new SignatureScanner(HashList.load(List.of())), "mx1.passerelle.example");
        for (boolean known : new boolean[] {true, false}) {
            System.out.println(known ? "senders looked up" : "senders unknown");
            Map<String, Map<String, Integer>> matrix = new TreeMap<>();
            for (Unseen unseen : UnseenMails.all()) {
                RecipientVerdict verdict = UnseenMails.verdict(pipeline, unseen, known);
                String answer = UnseenMails.answer(verdict);
                matrix.computeIfAbsent(unseen.kind(), kind -> new TreeMap<>()).merge(answer, 1, Integer::sum);
                if (!UnseenMails.isRight(unseen, answer)) {
                    System.out.println(
                            "  " + unseen.file() + " " + answer + " " + verdict.score() + " " + symbols(verdict));
                }
            }
            matrix.forEach((kind, answers) -> System.out.printf("%-16s %s%n", kind, answers));
        }
    }

    private static String symbols(RecipientVerdict verdict) {
        return verdict.findings().stream()
                .filter(scored -> scored.points() != 0)
                .map(scored -> scored.finding().symbol() + "=" + Math.round(scored.points()))
                .collect(Collectors.joining(" "));
    }
}
