package org.ecluse.filter.authentication.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.DmarcVerdict.Result;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.AuthorDomains;
import org.ecluse.filter.authentication.SignatureCheck;
import org.ecluse.filter.authentication.spf.SpfCheck;
import org.ecluse.filter.authentication.spf.SpfOutcome;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.RspamdZone;
import org.ecluse.testkit.Suites;
import org.ecluse.testkit.Tally;
import org.ecluse.testkit.ZoneFile;
import org.junit.jupiter.api.Test;

/**
 * The public DMARC suites with their zones. Cases whose authors followed RFC 7489 where RFC 9989 says something else stand in
 * {@code dmarc/exceptions.tsv} with the clause; they are at most 2 % of all.
 */
@Covers("R1.11")
class DmarcSuiteTest {
    private static final int RSPAMD = 18;
    private static final int MILTER = 59;
    private static final int SPAMASSASSIN = 9;
    private static final int SUFFIXES = 78;
    private static final Pattern FIELD_OF_RESULTS =
            Pattern.compile("(?m)^Authentication-Results:((?:[^\\n]|\\n[ \\t])*)\\n");
    private static final Pattern FROM = Pattern.compile("(?im)^From *:(?:[^\\n]|\\n[ \\t])*\\n");

    /** Client and MAIL FROM of rspamd's cases; those not named have neither. */
    private static final Map<String, String> RSPAMD_SENDERS = Map.of(
            "DMARC NONE PASS SPF", "8.8.4.4 foo@spf.cacophony.za.org",
            "DMARC SUBDOMAIN PASS SPF STRICT ALIGNMENT", "37.48.67.26 foo@yo.mom.za.org",
            "DMARC SUBDOMAIN FAIL SPF STRICT ALIGNMENT", "37.48.67.26 foo@mom.za.org",
            "DMARC SUBDOMAIN PASS SPF RELAXED ALIGNMENT", "37.48.67.26 foo@mom.za.org",
            "DMARC DNSFAIL", "37.48.67.26 foo@mom.za.org",
            "DMARC NA NXDOMAIN", "37.48.67.26 foo@mom.za.org",
            "DMARC PCT ZERO REJECT", "37.48.67.26 foo@mom.za.org",
            "DMARC PCT ZERO SP QUARANTINE", "37.48.67.26 foo@mom.za.org");

    @Test
    void rspamdCases() throws IOException {
        FakeDns dns = RspamdZone.read(Suites.file("dmarc/rspamd/rspamd-fake-dns.conf"));
        Map<String, String> exceptions = exceptions();
        Tally tally = new Tally("DMARC");
        for (String line : Files.readAllLines(Suites.file("dmarc/rspamd/expected.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] columns = line.split("\t", -1);
            String wanted = exceptions.getOrDefault(
                    columns[0],
                    columns[3].replaceAll("Expect Symbol|With Option|;.*", "").strip());
            tally.count(columns[0], symbol(rspamd(dns, columns[0], columns[1])), wanted);
        }
        tally.close(RSPAMD);
        System.out.println(
                "DMARC exceptions " + exceptions.size() + " of " + (RSPAMD + MILTER + SPAMASSASSIN + 2 * SUFFIXES));
        assertThat(exceptions.size() * 50).isLessThanOrEqualTo(RSPAMD + MILTER + SPAMASSASSIN + 2 * SUFFIXES);
    }

    private static DmarcVerdict rspamd(DnsLookup dns, String name, String path) throws IOException {
        String file = path.substring(path.lastIndexOf('/') + 1);
        // The one message that is not beside the others shows a domain that does not exist.
        String message = file.equals("utf.eml")
                ? "From: <x@does-not-exist.example>\n\nhello\n"
                : text(Suites.file("dmarc/rspamd/" + file));
        String[] sender = RSPAMD_SENDERS.getOrDefault(name, "").split(" ");
        SenderFacts facts =
                sender.length == 2 ? spf(dns, sender[0], sender[1], "mx.example.org") : facts(SpfResult.NONE, "");
        return verdict(dns, message, facts, signatures(dns, message));
    }

    private static String symbol(DmarcVerdict verdict) {
        return switch (verdict.result()) {
            case PASS -> "DMARC_POLICY_ALLOW";
            case NONE -> "DMARC_NA";
            case TEMPERROR -> "DMARC_DNSFAIL";
            case PERMERROR -> "DMARC_BAD_POLICY";
            case FAIL ->
                verdict.requested() == Request.NONE ? "DMARC_POLICY_SOFTFAIL" : "DMARC_POLICY_" + verdict.requested();
        };
    }

    /** The expected header of that milter names the sender, the signatures and the verdict for each author domain. */
    @Test
    void authenticationMilterExamples() throws IOException {
        FakeDns dns = ZoneFile.read(Suites.file("dmarc/authentication_milter/zonefile"));
        Tally tally = new Tally("DMARC authentication_milter");
        try (Stream<Path> files = Files.list(Suites.file("dmarc/authentication_milter/example"))) {
            for (Path file : files.sorted().toList()) {
                String text = text(file);
                Matcher results = FIELD_OF_RESULTS.matcher(text);
                while (results.find()) {
                    if (results.group(1).contains(" policy.published-domain-policy=")) {
                        milter(
                                dns,
                                file.getFileName().toString(),
                                results.group(1),
                                text.substring(results.end()),
                                tally);
                    }
                }
            }
        }
        tally.close(MILTER);
    }

    private static void milter(FakeDns dns, String name, String results, String rest, Tally tally) {
        SpfResult spf =
                SpfResult.valueOf(found(" spf=(\\w+)", results).orElse("none").toUpperCase(Locale.ROOT));
        String mailFrom = found("smtp.mailfrom=([^ ;]+)", results).orElse("").replace("\"", "");
        String helo = found("smtp.helo=([^ ;]+)", results).orElse("");
        SenderFacts facts = facts(spf, mailFrom.isEmpty() ? helo : mailFrom.substring(mailFrom.indexOf('@') + 1));
        List<DkimVerdict> signatures = found(" dkim=pass[^;]*header.d=([^ ;]+)", results).stream()
                .map(DmarcSuiteTest::passed)
                .toList();
        StringBuilder from = new StringBuilder();
        String message = rest.split("\n\n", 2)[0] + "\n";
        FROM.matcher(message).results().forEach(field -> from.append(field.group()));
        List<DomainName> authors = AuthorDomains.of(Mails.parsed(Mails.raw(from + "\nbody\n")));
        Matcher wanted = Pattern.compile(" dmarc=(\\w+) policy.published-domain-policy=(\\w+)[^;]*header.from=([^ ;]+)")
                .matcher(results);
        List<String> domains = new ArrayList<>();
        while (wanted.find()) {
            domains.add(wanted.group(3));
            DmarcVerdict verdict =
                    new DmarcEvaluation(dns).verdict(List.of(new DomainName(wanted.group(3))), facts, signatures);
            tally.count(
                    name + " " + wanted.group(3),
                    word(verdict) + " " + verdict.requested(),
                    wanted.group(1) + " "
                            + (wanted.group(1).equals("fail") ? wanted.group(2).toUpperCase(Locale.ROOT) : "NONE"));
        }
        assertThat(authors.stream().map(DomainName::value)).as(name).containsExactlyInAnyOrderElementsOf(domains);
    }

    /** Its messages are signed with SHA-1, which proves nothing (RFC 8301): here the sending servers decide. */
    @Test
    void spamassassinMessages() throws IOException {
        FakeDns dns = new FakeDns();
        List<String> policies = List.of("none", "quarantine", "reject", "reject; adkim=s; aspf=s");
        for (int i = 0; i < policies.size(); i++) {
            String domain = "dmarc" + (i + 1) + ".spamassassin.org";
            dns.txt(domain, "v=spf1 ip4:64.142.3.173 -all").txt("_dmarc." + domain, "v=DMARC1; p=" + policies.get(i));
        }
        Tally tally = new Tally("DMARC spamassassin");
        for (String side : List.of("nice", "spam")) {
            try (Stream<Path> files = Files.list(Suites.file("dmarc/spamassassin/" + side + "/dmarc"))) {
                files.sorted()
                        .forEach(file -> tally.count(
                                file.getFileName().toString(),
                                spamassassin(dns, file),
                                wantedOfSpamassassin(file.getFileName().toString())));
            }
        }
        tally.close(SPAMASSASSIN);
    }

    private static String spamassassin(FakeDns dns, Path file) {
        String message = text(file);
        String mailFrom = found("Return-Path: <([^>]+)>", message).orElseThrow();
        String client = found("Received: from [^\\[]*\\[(?:IPv6:)?([^\\]]+)\\]", message)
                .orElseThrow();
        try {
            DmarcVerdict verdict = verdict(dns, message, spf(dns, client, mailFrom, "mx.example.org"), List.of());
            return word(verdict) + " " + verdict.requested();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String wantedOfSpamassassin(String file) {
        return switch (file) {
            case "nodmarc.eml" -> "none NONE";
            case "noneko.eml" -> "fail NONE";
            case "quarko.eml" -> "fail QUARANTINE";
            case "rejectko.eml", "strictrejectko.eml" -> "fail REJECT";
            default -> "pass NONE";
        };
    }

    /**
     * The tests of the public suffix list, once for the list that we carry and once for the tree walk in a world where each public
     * suffix publishes {@code psd=y} and each exception of the list {@code psd=n}: there the organizational domain is the
     * registered one (RFC 9989 section 4.10.2).
     */
    @Test
    void publicSuffixLines() throws IOException {
        Tally list = new Tally("DMARC public suffix list");
        Tally walk = new Tally("DMARC public suffixes by tree walk");
        for (String line : Files.readAllLines(Suites.file("dmarc/publicsuffix/tests/tests.txt"))) {
            String[] pair = line.split(" ");
            if (line.startsWith("//") || pair.length != 2) {
                continue;
            }
            // No input and a name with an empty label are no domains.
            Optional<String> name = pair[0].equals("null")
                    ? Optional.empty()
                    : DomainName.parse(pair[0]).map(DomainName::value);
            String wanted = pair[1].equals("null")
                    ? "null"
                    : DomainName.parse(pair[1]).orElseThrow().value();
            list.count(line, name.map(DmarcSuiteTest::registered).orElse("null"), wanted);
            walk.count(line, name.map(DmarcSuiteTest::organization).orElse("null"), wanted);
        }
        list.close(SUFFIXES);
        walk.close(SUFFIXES);
    }

    private static String registered(String name) {
        return RegistrableDomain.find(name).orElse("null");
    }

    private static String organization(String name) {
        FakeDns dns = new FakeDns();
        for (String each = name; !each.isEmpty(); each = parent(each)) {
            boolean isException =
                    registered(each).equals(each) && !registered(parent(each)).equals("null");
            if (isException || registered(each).equals("null")) {
                dns.txt("_dmarc." + each, "v=DMARC1; p=none; psd=" + (isException ? "n" : "y"));
            }
        }
        try {
            String organization = new PolicyRecords(dns).organizationalDomain(name);
            // A public suffix is its own organization.
            return organization.equals(name) && registered(name).equals("null") ? "null" : organization;
        } catch (NoAnswerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String parent(String name) {
        return name.indexOf('.') < 0 ? "" : name.substring(name.indexOf('.') + 1);
    }

    private static Map<String, String> exceptions() throws IOException {
        Map<String, String> exceptions = new HashMap<>();
        try (InputStream in = DmarcSuiteTest.class.getResourceAsStream("/dmarc/exceptions.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line :
                    lines.lines().filter(each -> !each.startsWith("#")).toList()) {
                String[] columns = line.split("\t");
                assertThat(columns).as(line).hasSize(4);
                exceptions.put(columns[1], columns[2]);
            }
        }
        return exceptions;
    }

    private static DmarcVerdict verdict(
            DnsLookup dns, String message, SenderFacts facts, List<DkimVerdict> signatures) {
        ParsedMessage parsed = Mails.parsed(Mails.raw(message));
        return new DmarcEvaluation(dns).verdict(AuthorDomains.of(parsed), facts, signatures);
    }

    private static List<DkimVerdict> signatures(DnsLookup dns, String message) throws IOException {
        Clock then = Clock.fixed(Instant.parse("2017-08-20T00:00:00Z"), ZoneOffset.UTC);
        return new SignatureCheck(dns, then)
                .verify(Mails.raw(message), Mails.budget())
                .dkim();
    }

    private static SenderFacts spf(DnsLookup dns, String client, String mailFrom, String helo) throws IOException {
        SpfOutcome outcome = new SpfCheck(dns, "mx.example.net").check(InetAddress.getByName(client), mailFrom, helo);
        return facts(outcome.result(), outcome.domain());
    }

    private static SenderFacts facts(SpfResult spf, String domain) {
        return new SenderFacts(spf, Optional.of(domain), ReverseName.UNKNOWN, Optional.empty());
    }

    private static DkimVerdict passed(String domain) {
        return new DkimVerdict(DkimVerdict.Result.PASS, domain, "s", "rsa-sha256", "abcdefgh", false, "");
    }

    private static String word(DmarcVerdict verdict) {
        return verdict.result() == Result.PASS
                ? "pass"
                : verdict.result().name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
