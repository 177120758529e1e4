package org.ecluse.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.Tokens;
import org.ecluse.filter.campaign.Sketch;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.filter.learning.OwnVoice;
import org.ecluse.filter.learning.TokenBag;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.mail.Envelope;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Mails;

/**
 * Measures reading, content stages and the decision for one recipient, in CPU milliseconds of one thread after warm-up, median of
 * seven rounds. A customer's own learning and the sketch for campaigns are asked as well. Arguments: optionally a directory of messages to measure as well, or "", and a
 * directory to write the mails into, so that others are measured with the same.
 */
public final class PipelineSpeed {
    private static final int ROUNDS = 7;
    private static final int WARM_UP_MILLIS = 6000;
    private static final int ROUND_MILLIS = 1000;
    private static final int LATENCY_MAILS = 2000;
    /** As many as a customer who cares has. The system property {@code lessons} sets another number, 0 for none. */
    private static final int LESSONS = 100;

    /** English, and left open by words and build, so that the sentence model reads it as well. */
    private static final String IN_DOUBT = "2 KB text in doubt";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final FilterPipeline pipeline;
    private final PolicySnapshot policy = new PolicySnapshot(
            1, 1, 0, FilterPolicy.DEFAULT, FilterLevel.ROBUSTE, Weights.shipped(), List.of(), Set.of(Mails.OWN));

    private final OwnModel own;
    private int sketched;

    private PipelineSpeed(OwnModel own) throws IOException {
        this.own = own;
        pipeline = StageCatalogue.pipeline(List.of(), new SignatureScanner(HashList.load(List.of())), "mx.example.net");
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, List<byte[]>> kinds = new LinkedHashMap<>();
        kinds.put("2 KB text", List.of(text(2000)));
        kinds.put("50 KB text", List.of(text(50_000)));
        kinds.put("2 KB text and HTML", List.of(html(700)));
        kinds.put("50 KB text and HTML", List.of(html(20_000)));
        kinds.put("50 KB with PDF", List.of(attachment(36_000)));
        kinds.put(IN_DOUBT, List.of(doubtful(2000)));
        kinds.put("5 MB with PDF", List.of(attachment(3_700_000)));
        if (arguments.length == 2) {
            write(kinds, Path.of(arguments[1]));
        }
        if (arguments.length > 0 && !arguments[0].isEmpty()) {
            kinds.put("corpus", corpus(Path.of(arguments[0])));
        }
        int lessons = Integer.getInteger("lessons", LESSONS);
        System.out.println("a customer's own learning: " + lessons + " lessons");
        PipelineSpeed speed = new PipelineSpeed(taught(lessons));
        speed.requireDoubt(kinds.get(IN_DOUBT).get(0));
        for (Map.Entry<String, List<byte[]>> kind : kinds.entrySet()) {
            speed.report(kind.getKey(), kind.getValue());
        }
    }

    private void requireDoubt(byte[] octets) throws IOException {
        if (pipeline.examine(LabelledCorpus.transaction(octets)).findings().stream()
                .noneMatch(finding -> finding.symbol().startsWith("MEANING_"))) {
            throw new IllegalStateException("the mail that shows what doubt costs is no longer doubted");
        }
    }

    /** What a customer's people taught, of random tokens. */
    private static OwnModel taught(int lessons) {
        SplittableRandom random = new SplittableRandom(1);
        List<OwnModel.Taught> taught = new ArrayList<>();
        for (int i = 0; i < lessons; i++) {
            int[] lesson = random.ints(OwnTokens.MOST, 0, TokenBag.BUCKETS)
                    .distinct()
                    .sorted()
                    .toArray();
            taught.add(new OwnModel.Taught(lesson, i % 2 == 0, 1, "user " + i % 10));
        }
        return OwnModel.of(taught);
    }

    /** One mail after the other by the clock: what one sender waits. */
    private String waiting(List<byte[]> mails) throws IOException {
        double[] millis = new double[Math.max(LATENCY_MAILS, mails.size())];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            judge(mails.get(i % mails.size()));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT,
                "median %.3f ms  p99 %.3f ms",
                millis[millis.length / 2],
                millis[millis.length * 99 / 100]);
    }

    private void report(String name, List<byte[]> mails) throws IOException {
        run(mails, WARM_UP_MILLIS);
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            millis.add(run(mails, ROUND_MILLIS));
        }
        millis.sort(null);
        double size = mails.stream().mapToInt(m -> m.length).average().orElse(0) / 1000;
        System.out.printf(
                "%-22s %9.1f KB   %8.3f ms CPU a mail   %s%n", name, size, millis.get(ROUNDS / 2), waiting(mails));
    }

    /** CPU milliseconds a mail. */
    private double run(List<byte[]> mails, int forMillis) throws IOException {
        long end = System.nanoTime() + forMillis * 1_000_000L;
        long cpu = threads.getCurrentThreadCpuTime();
        int count = 0;
        double check = 0;
        do {
            for (byte[] octets : mails) {
                check += judge(octets);
                count++;
            }
        } while (System.nanoTime() < end);
        if (Double.isNaN(check)) {
            throw new IllegalStateException("no score");
        }
        return (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / count;
    }

    private double judge(byte[] octets) throws IOException {
        RawMessage raw = Mails.raw(octets);
        MailTransaction mail = new MailTransaction(
                Mails.session("192.0.2.7"),
                new Envelope(
                        ReversePath.of(Optional.of(Mails.address("sender@example.org"))),
                        List.of(Mails.address("anna@demo.example"))),
                raw,
                new MailReader().read(raw, Mails.budget()),
                SenderFacts.UNKNOWN,
                MessageAuthentication.NONE,
                Set.of(Mails.OWN),
                Mails.budget());
        ContentReport report = pipeline.examine(mail);
        if (own.size() > 0) {
            Tokens tokens = mail.tokens().found().orElseThrow();
            report = report.followedBy(OwnVoice.of(own, tokens));
            sketched += Sketch.of(tokens, OwnTokens::isWord).isPresent() ? 1 : 0;
        }
        return pipeline.decide(
                        new RecipientTransaction(
                                mail, Mails.address("anna@demo.example"), policy, report.findings(), Mails.NOW),
                        report)
                .score();
    }

    private static final String HEADER = "Received: from mail.example.org (mail.example.org [192.0.2.7])\r\n"
            + "\tby mx.other.example with ESMTPS id 12345; Mon, 2 Mar 2026 10:00:00 +0000\r\n"
            + "From: Anna Martin <anna@example.org>\r\nTo: bruno@demo.example\r\nSubject: Compte rendu de la =?utf-8?q?r=C3=A9union?=\r\n"
            + "Date: Mon, 2 Mar 2026 10:00:00 +0000\r\nMessage-ID: <20260302100000.12345@mail.example.org>\r\n"
            + "MIME-Version: 1.0\r\nUser-Agent: Mozilla Thunderbird\r\n";
    private static final String LINE =
            "Nous avons parlé du budget et des travaux de la salle; voir https://www.example.org/notes/2026 pour la suite.\r\n";

    private static byte[] text(int size) {
        String mail = HEADER + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + LINE.repeat(size / LINE.length());
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] doubtful(int size) {
        String line = "We help shops like yours to sell more to the people who already know them; please see"
                + " https://www.example.org/offer/2026 and click here or tell us when we may call.\r\n";
        String mail = HEADER.replaceAll(
                                "Subject: .*\r\n",
                                "Subject: Free offer, act now: more customers and money for your shop\r\n")
                        .replaceAll("User-Agent: .*\r\n", "")
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + line.repeat(size / line.length());
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] html(int size) {
        String row = "<tr><td style=\"padding:4px\"><p>Une ligne de texte <b>utile</b> pour la réunion.</p></td>"
                + "<td><a href=\"https://www.example.org/page?id=1\">la suite</a></td></tr>\r\n";
        String mail = HEADER + "Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n"
                + LINE.repeat(Math.max(1, size / LINE.length()))
                + "--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><table>"
                + row.repeat(Math.max(1, size * 3 / 2 / row.length())) + "</table></body></html>\r\n--b1--\r\n";
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] attachment(int size) {
        byte[] pdf = new byte[size];
        for (int i = 0; i < size; i++) {
            pdf[i] = (byte) (i * 31 + i / 7);
        }
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, pdf, 0, 9);
        String mail = HEADER + "Content-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + LINE.repeat(5)
                + "--b1\r\nContent-Type: application/pdf; name=\"rapport.pdf\"\r\nContent-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename=\"rapport.pdf\"\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(pdf) + "\r\n--b1--\r\n";
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Map<String, List<byte[]>> kinds, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, List<byte[]>> kind : kinds.entrySet()) {
            Files.write(
                    directory.resolve(kind.getKey().replace(' ', '_') + ".eml"),
                    kind.getValue().get(0));
        }
    }

    private static List<byte[]> corpus(Path directory) throws IOException {
        List<byte[]> mails = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".eml"))
                    .sorted()
                    .limit(1500)
                    .toList()) {
                mails.add(Files.readAllBytes(file));
            }
        }
        return mails;
    }
}
