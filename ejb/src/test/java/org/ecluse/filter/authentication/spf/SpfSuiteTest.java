package org.ecluse.filter.authentication.spf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.server.dns.DnsJavaLookup;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.SpfSuite;
import org.ecluse.testkit.Suites;
import org.ecluse.testkit.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public suites for RFC 7208: every case of them must pass. */
@Covers("R1.11")
class SpfSuiteTest {
    private static final String RECEIVER = "receiver.example.net";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SPF,               spf/openspf/rfc7208-tests.yml,          203",
        "SPF mailauth,      spf/mailauth/rfc7208-tests.yml,         200",
        "SPF mailauth 2014, spf/mailauth/rfc7208-tests-2014-05.yml, 193",
    })
    void openspfSuites(String name, String file, int total) throws IOException {
        Tally tally = new Tally(name);
        for (SpfSuite.Scenario scenario : SpfSuite.read(Suites.file(file))) {
            for (SpfSuite.Case test : scenario.cases()) {
                tally.count(test.name(), difference(scenario.zone(), test));
            }
        }
        tally.close(total);
    }

    private static String difference(DnsLookup zone, SpfSuite.Case test) throws UnknownHostException {
        SpfOutcome outcome =
                new SpfCheck(zone, RECEIVER).check(InetAddress.getByName(test.client()), test.mailFrom(), test.helo());
        if (!test.results().contains(word(outcome))) {
            return word(outcome) + " instead of " + test.results();
        }
        String words = outcome.explanation().orElse("DEFAULT");
        boolean explained = test.explanation().isEmpty() || words.equals(test.explanation());
        return explained ? "" : words + " instead of " + test.explanation();
    }

    /** The same through the resolver that the server uses, over the wire. What it cannot carry is a name that is none. */
    @Test
    void openspfSuiteThroughTheResolver() throws IOException {
        Tally tally = new Tally("SPF through the resolver");
        for (SpfSuite.Scenario scenario : SpfSuite.read(Suites.file("spf/openspf/rfc7208-tests.yml"))) {
            try (DnsServer server = new DnsServer(scenario.zone())) {
                DnsLookup resolver = new DnsJavaLookup(
                        List.of(server.address()), Duration.ofSeconds(2), Duration.ofSeconds(5), Clock.systemUTC());
                for (SpfSuite.Case test : scenario.cases()) {
                    tally.count(test.name(), difference(resolver, test));
                }
            }
        }
        tally.close(203);
    }

    /** That suite checks HELO first and, if it passes, MAIL FROM. */
    @Test
    void mailAuthSuite() throws IOException {
        Tally tally = new Tally("SPF mail-auth");
        Map<String, String> exceptions = exceptions();
        try (var files = Files.list(Suites.file("spf/mail-auth"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                for (String document : Files.readString(file).split("\n---")) {
                    run(file.getFileName().toString(), document, exceptions, tally);
                }
            }
        }
        tally.close(163);
        System.out.println("SPF mail-auth exceptions " + exceptions.size());
    }

    /**
     * Keys repeat in these documents, so they are read line by line and not as YAML: a record replaces the one of its name and
     * type, {@code expect} runs a test with what stands before it.
     */
    private static void run(String file, String document, Map<String, String> exceptions, Tally tally)
            throws UnknownHostException {
        Map<String, String> records = new LinkedHashMap<>();
        Map<String, String> test = new HashMap<>();
        for (String line :
                document.lines().filter(each -> !each.startsWith("#")).toList()) {
            String[] parts = line.strip().replaceFirst("^- ", "").split(":", 2);
            String value = parts.length == 2 ? parts[1].strip() : "";
            switch (parts[0]) {
                case "domain", "sender", "ip" -> test.put(parts[0], value);
                case "spf", "exp", "a", "aaaa", "mx", "ptr" -> records.put(parts[0] + " " + value.split(" ")[0], value);
                case "expect" -> {
                    String name = file + " " + test.get("domain") + " " + test.get("ip");
                    String found = found(
                            new SpfCheck(zone(records, test.get("domain")), RECEIVER),
                            test.get("domain"),
                            test.get("sender"),
                            InetAddress.getByName(test.get("ip")));
                    tally.count(name, found, exceptions.getOrDefault(name, value));
                }
                default -> {} // name, records, tests
            }
        }
    }

    private static FakeDns zone(Map<String, String> records, String domain) {
        FakeDns dns = new FakeDns();
        silent(dns, domain);
        records.forEach((key, value) -> record(dns, key.substring(0, key.indexOf(' ')), value));
        return dns;
    }

    /** Cases of that suite that contradict RFC 7208 and the suite of openspf: what these say instead, with the clause. */
    private static Map<String, String> exceptions() throws IOException {
        Map<String, String> exceptions = new HashMap<>();
        try (InputStream in = SpfSuiteTest.class.getResourceAsStream("/spf/exceptions.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line :
                    lines.lines().filter(each -> !each.startsWith("#")).toList()) {
                String[] columns = line.split("\t");
                exceptions.put(columns[0], columns[1]);
            }
        }
        return exceptions;
    }

    private static String found(SpfCheck spf, String helo, String sender, InetAddress client) {
        SpfOutcome outcome = spf.check(client, "", helo);
        if (outcome.result() == SpfResult.PASS && !sender.isEmpty()) {
            outcome = spf.check(client, sender, helo);
        }
        return (word(outcome) + " " + outcome.explanation().orElse("")).strip();
    }

    private static void record(FakeDns dns, String type, String value) {
        String[] parts = value.split(" +", 2);
        for (String word : parts[1].split(" ")) {
            silent(dns, word.substring(word.indexOf(':') + 1));
        }
        if (type.equals("spf") || type.equals("exp")) {
            dns.txt(parts[0], parts[1]);
            return;
        }
        List<String> items = List.of(parts[1].strip().split(", *"));
        for (int i = 0; i < items.size(); i++) {
            if (type.equals("ptr")) {
                dns.reverse(parts[0], items.get(i));
            } else if (type.equals("mx")) {
                String host = "mx" + i + "." + parts[0];
                dns.mx(parts[0], i, host).address(host, items.get(i));
            } else {
                dns.address(parts[0], items.get(i));
            }
        }
    }

    /** Names with this label do not answer. */
    private static void silent(FakeDns dns, String name) {
        if (name.startsWith("_dns_error")) {
            dns.timeout(name);
        }
    }

    private static String word(SpfOutcome outcome) {
        return outcome.result().name().toLowerCase(Locale.ROOT);
    }
}
