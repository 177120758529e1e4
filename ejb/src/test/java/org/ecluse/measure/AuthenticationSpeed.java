package org.ecluse.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.AuthorDomains;
import org.ecluse.filter.authentication.MessageAuthenticator;
import org.ecluse.filter.authentication.SignatureCheck;
import org.ecluse.filter.authentication.dkim.DkimSamples;
import org.ecluse.filter.authentication.dkim.DkimSigner;
import org.ecluse.filter.authentication.dkim.DkimVerifier;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.filter.authentication.keys.TestKeys;
import org.ecluse.filter.authentication.spf.SpfCheck;
import org.ecluse.filter.authentication.spf.SpfOutcome;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Suites;

/**
 * Measures sender authentication in mails per CPU second after warm-up, median of seven rounds, with every DNS answer
 * in memory. Argument: an empty directory, into which it first writes the mails and the keys, so that a peer verifies the same.
 */
public final class AuthenticationSpeed {
    private static final int ROUNDS = 7;
    private static final double WARM_UP_SECONDS = 8;
    private static final double ROUND_SECONDS = 2;
    private static final int RESIGNED = 300;
    private static final int LARGEST_BYTES = 200_000;
    private static final List<String> SIGNED = List.of(
            "mail-auth/dkim/001.txt",
            "mail-auth/dkim/002.txt",
            "mail-auth/dkim/003.txt",
            "mail-auth/dkim/004.txt",
            "mail-auth/dkim/006.txt",
            "chasquid/08-our_signature.msg",
            "mimekit/gmail.msg",
            "mimekit/related.msg",
            "mimekit/multipart-no-end-boundary.msg",
            "james-jdkim/corpus/s1024_yahoo.com.eml");

    private static final String HOST = "mx.example.net";
    /** The peer gives up on a header with a line that is no field. */
    private static final Pattern PLAIN_HEADER = Pattern.compile("(?:[!-9;-~]++:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)++");

    /** Of the whole process: the collector and helpers count. */
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<String, List<Mail>> corpora = new TreeMap<>();
    private final Map<String, String> keys = new TreeMap<>();

    /** A mail with the domain that SPF is asked for; reading it is no part of what is measured. */
    private record Mail(BytesMessage message, ParsedMessage parsed, String domain) {}

    /** Does the work for one mail and says how many signatures passed. */
    private interface Work {
        int on(Mail mail) throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        AuthenticationSpeed speed = new AuthenticationSpeed();
        speed.collect();
        speed.write(Path.of(arguments[0]));
        speed.measure();
    }

    private void collect() throws IOException {
        List<Mail> signed = new ArrayList<>();
        for (String file : SIGNED) {
            DkimSamples.Sample sample = DkimSamples.read(file);
            List<DkimVerdict> verdicts =
                    new DkimVerifier(sample.dns(), Clock.systemUTC()).verify(sample.message(), budget());
            for (DkimVerdict verdict : verdicts) {
                remember(verdict, sample.dns());
            }
            signed.add(mail(sample.message()));
        }
        corpora.put("dkim", signed);
        corpora.put("spamham", resigned());
    }

    private void remember(DkimVerdict verdict, DnsLookup dns) {
        if (!verdict.passed()) {
            throw new IllegalStateException("a mail of the corpus does not pass: " + verdict);
        }
        String name = verdict.selector() + "._domainkey." + verdict.domain();
        keys.put(name, dns.txt(name).records().get(0));
    }

    /** Real mails whose own signatures are taken away and which are signed anew, because their keys are not known any more. */
    private List<Mail> resigned() throws IOException {
        KeyPair pair = TestKeys.rsa(2048);
        List<Mail> mails = new ArrayList<>();
        Map<String, byte[]> files = new TreeMap<>(Suites.tar("spamham/open.tar.xz"));
        List<byte[]> ham = files.entrySet().stream()
                .filter(file -> file.getKey().contains("/ham/") && file.getValue().length < LARGEST_BYTES)
                .map(Map.Entry::getValue)
                .toList();
        int step = Math.max(1, ham.size() / RESIGNED);
        for (int i = 0; i < ham.size() && mails.size() < RESIGNED; i += step) {
            String text = new String(ham.get(i), StandardCharsets.ISO_8859_1)
                    .replaceFirst("\\AFrom [^\\n]*\\n", "")
                    .replace("\r\n", "\n")
                    .replace("\n", "\r\n");
            int end = text.indexOf("\r\n\r\n") + 2;
            List<DomainName> authors = AuthorDomains.of(read(new BytesMessage(octets(text))));
            if (end > 2
                    && authors.size() == 1
                    && PLAIN_HEADER.matcher(text.substring(0, end)).matches()) {
                String message = withoutSignatures(text.substring(0, end)) + text.substring(end);
                mails.add(mail(signed(message, authors.get(0), pair)));
            }
        }
        return mails;
    }

    private static Mail mail(BytesMessage message) throws IOException {
        ParsedMessage parsed = read(message);
        return new Mail(message, parsed, AuthorDomains.of(parsed).get(0).value());
    }

    private static ParsedMessage read(BytesMessage message) throws IOException {
        return new MailReader().read(message, budget());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String withoutSignatures(String header) {
        return header.replaceAll(
                "(?im)^(dkim-signature|arc-[a-z-]+|domainkey-signature):.*\\r\\n([ \\t].*\\r\\n)*", "");
    }

    private BytesMessage signed(String message, DomainName domain, KeyPair pair) throws IOException {
        SigningKey key = new SigningKey(domain, new DomainName("bench"), pair.getPrivate());
        keys.put("bench._domainkey." + domain, TestKeys.record(pair));
        return new BytesMessage(octets(
                new DkimSigner(key, Clock.systemUTC()).sign(new BytesMessage(octets(message)), budget()) + message));
    }

    /** {@code zone} holds "name, tab, text" lines; each corpus is a directory of messages. */
    private void write(Path directory) throws IOException {
        StringBuilder zone = new StringBuilder();
        keys.forEach((name, text) -> zone.append(name).append('\t').append(text).append('\n'));
        Files.writeString(directory.resolve("zone"), zone);
        for (Map.Entry<String, List<Mail>> corpus : corpora.entrySet()) {
            Path folder = Files.createDirectories(directory.resolve(corpus.getKey()));
            int number = 0;
            for (Mail mail : corpus.getValue()) {
                Files.write(
                        folder.resolve(String.format("%04d.eml", number++)),
                        mail.message().bytes());
            }
        }
    }

    private void measure() throws IOException {
        InetAddress client = InetAddress.getByName("192.0.2.25");
        FakeDns dns = zone();
        DkimVerifier dkim = new DkimVerifier(dns, Clock.systemUTC());
        SignatureCheck signatures = new SignatureCheck(dns, Clock.systemUTC());
        MessageAuthenticator whole = new MessageAuthenticator(
                dns, (message, asked, budget) -> signatures.verify(message, budget), Duration.ofSeconds(10), HOST);
        for (Map.Entry<String, List<Mail>> corpus : corpora.entrySet()) {
            report(corpus.getKey(), "DKIM", corpus.getValue(), mail -> passed(dkim.verify(mail.message(), budget())));
            report(corpus.getKey(), "SPF+DKIM+ARC+DMARC", corpus.getValue(), mail -> {
                SpfOutcome spf =
                        new SpfCheck(dns, HOST).check(client, "someone@" + mail.domain(), "mail." + mail.domain());
                MessageAuthentication found = whole.authenticate(mail.message(), mail.parsed(), facts(spf));
                if (spf.result() != SpfResult.PASS || found.dmarc().result() != DmarcVerdict.Result.PASS) {
                    throw new IllegalStateException("no pass for " + mail.domain() + ": " + spf + found.dmarc());
                }
                return passed(found.dkim());
            });
        }
    }

    private static SenderFacts facts(SpfOutcome spf) {
        return new SenderFacts(spf.result(), Optional.of(spf.domain()), ReverseName.UNKNOWN, Optional.empty());
    }

    private FakeDns zone() {
        FakeDns dns = new FakeDns().txt("_spf.example.net", "v=spf1 ip4:198.51.100.0/24 ip4:192.0.2.0/24 -all");
        keys.forEach(dns::txt);
        corpora.values().stream()
                .flatMap(List::stream)
                .map(Mail::domain)
                .distinct()
                .forEach(domain -> dns.txt(domain, "v=spf1 include:_spf.example.net -all")
                        .txt("_dmarc." + domain, "v=DMARC1; p=none"));
        return dns;
    }

    /** One line for a script: corpus, work, mails, signatures that passed, mails per CPU second. */
    private void report(String corpus, String name, List<Mail> mails, Work work) throws IOException {
        int signatures = 0;
        for (Mail mail : mails) {
            signatures += work.on(mail);
        }
        round(mails, work, WARM_UP_SECONDS);
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rates.add(round(mails, work, ROUND_SECONDS));
        }
        rates.sort(null);
        System.out.printf("%s\t%s\t%d\t%d\t%.0f%n", corpus, name, mails.size(), signatures, rates.get(ROUNDS / 2));
    }

    private double round(List<Mail> mails, Work work, double cpuSeconds) throws IOException {
        long start = process.getProcessCpuTime();
        long end = start + (long) (cpuSeconds * 1e9);
        int count = 0;
        do {
            for (Mail mail : mails) {
                if (work.on(mail) == 0) {
                    throw new IllegalStateException("a signature does not pass any more");
                }
                count++;
            }
        } while (process.getProcessCpuTime() < end);
        return count * 1e9 / (process.getProcessCpuTime() - start);
    }

    private static int passed(List<DkimVerdict> verdicts) {
        return (int) verdicts.stream().filter(DkimVerdict::passed).count();
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(30), 1 << 30, 10_000);
    }
}
