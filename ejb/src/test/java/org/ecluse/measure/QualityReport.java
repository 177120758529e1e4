package org.ecluse.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.mail.Envelope;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.RecipientVerdict;

/**
 * Scores a corpus of labelled mail and prints catch rate and false positives by source at the quarantine threshold.
 *
 * <p>Arguments: a directory with {@code manifest.tsv} and the messages, prepared so that other filters' headers are gone
 * (spamham/clean.py); a file for the scores with the symbols of each message.
 */
public final class QualityReport {
    private QualityReport() {}

    public static void main(String[] arguments) throws IOException {
        Path corpus = Path.of(arguments[0]);
        FilterPipeline pipeline =
                StageCatalogue.pipeline(List.of(), new SignatureScanner(HashList.load(List.of())), "mx.example.net");
        PolicySnapshot policy = new PolicySnapshot(
                1, 1, 0, FilterPolicy.DEFAULT, FilterLevel.ROBUSTE, Weights.shipped(), List.of(), Set.of());
        Map<String, int[]> counts = new LinkedHashMap<>();
        try (PrintStream scores =
                new PrintStream(Files.newOutputStream(Path.of(arguments[1])), false, StandardCharsets.UTF_8)) {
            for (String line : Files.readAllLines(corpus.resolve("manifest.tsv")).stream()
                    .skip(1)
                    .toList()) {
                String[] fields = line.split("\t");
                RecipientVerdict verdict = judge(pipeline, policy, Files.readAllBytes(corpus.resolve(fields[0])));
                scores.println(fields[0] + "\t" + verdict.score() + "\t" + symbols(verdict));
                int[] count = counts.computeIfAbsent(fields[1] + " " + fields[2], key -> new int[3]);
                count[0]++;
                count[1] += verdict.score() >= policy.policy().thresholds().quarantine() ? 1 : 0;
                count[2] += verdict.score() >= policy.policy().thresholds().destroy() ? 1 : 0;
            }
        }
        counts.forEach((source, count) -> System.out.printf(
                "%-24s %5d  at quarantine %5d = %6.2f %%  at destruction %d%n",
                source, count[0], count[1], 100.0 * count[1] / count[0], count[2]));
    }

    private static RecipientVerdict judge(FilterPipeline pipeline, PolicySnapshot policy, byte[] octets)
            throws IOException {
        RawMessage raw = Mails.raw(octets);
        ParsedMessage parsed = new MailReader().read(raw, Mails.budget());
        SessionFacts session = Mails.session("192.0.2.7");
        MailTransaction mail = new MailTransaction(
                session,
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
        ContentReport report = pipeline.examine(mail);
        return pipeline.decide(
                new RecipientTransaction(
                        mail, Mails.address("recipient@example.com"), policy, report.findings(), Mails.NOW),
                report);
    }

    private static String symbols(RecipientVerdict verdict) {
        return verdict.findings().stream()
                .map(f -> f.finding().symbol() + "=" + f.finding().multiplier())
                .collect(Collectors.joining(" "));
    }
}
