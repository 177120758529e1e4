package org.ecluse.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.phishing.PhishingStage;
import org.ecluse.filter.phishing.PhishingVerdictStage;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.Envelope;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Counts the phishing verdicts over a corpus of labelled mail, by source and half: the thresholds were set on half 0 alone. Nothing
 * is known of the senders there, so forged domains do not show.
 *
 * <p>Arguments: a directory with {@code manifest.tsv} and the messages (spamham/clean.py --light); a file for the signs of each
 * message.
 */
public final class PhishingReport {
    private static final DomainName OWN = new DomainName("example.com");

    private final PhishingStage stage = new PhishingStage();
    private final PhishingVerdictStage verdict = new PhishingVerdictStage();
    private final PolicySnapshot policy = new PolicySnapshot(
            1, 1, 0, FilterPolicy.DEFAULT, FilterLevel.ROBUSTE, Weights.shipped(), List.of(), Set.of(OWN));

    public static void main(String[] arguments) throws IOException {
        new PhishingReport().run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private void run(Path corpus, Path details) throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        try (PrintStream lines = new PrintStream(Files.newOutputStream(details), false, StandardCharsets.UTF_8)) {
            for (String line : Files.readAllLines(corpus.resolve("manifest.tsv")).stream()
                    .skip(1)
                    .toList()) {
                String[] fields = line.split("\t");
                List<Finding> findings = examine(Files.readAllBytes(corpus.resolve(fields[0])));
                boolean phishing = findings.stream().anyMatch(f -> f.symbol().equals(Ground.PHISHING));
                int half = Math.floorMod(fields[0].hashCode(), 2);
                int[] count = counts.computeIfAbsent(fields[1] + " " + fields[2] + " half " + half, key -> new int[2]);
                count[0]++;
                count[1] += phishing ? 1 : 0;
                lines.println((phishing ? "P" : "-") + "\t" + half + "\t" + fields[1] + "\t" + fields[2] + "\t"
                        + fields[0] + "\t" + signs(findings));
            }
        }
        counts.forEach((source, count) -> System.out.printf(
                "%-32s %5d  phishing %5d = %6.2f %%%n", source, count[0], count[1], 100.0 * count[1] / count[0]));
    }

    private List<Finding> examine(byte[] octets) {
        RawMessage raw = Mails.raw(octets);
        ParsedMessage parsed = Mails.parsed(raw);
        MailTransaction mail = new MailTransaction(
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
                Set.of(OWN),
                Mails.budget());
        List<Finding> findings = new ArrayList<>(list(stage.examine(mail)));
        findings.addAll(list(verdict.examine(
                new RecipientTransaction(mail, Mails.address("recipient@example.com"), policy, findings, Mails.NOW))));
        return findings;
    }

    private static List<Finding> list(StageResult result) {
        return ((StageResult.Findings) result).list();
    }

    private static String signs(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.symbol() + "=" + f.multiplier() + "(" + f.detail() + ")")
                .collect(Collectors.joining(" "));
    }
}
