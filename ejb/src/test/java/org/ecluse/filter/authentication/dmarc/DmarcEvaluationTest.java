package org.ecluse.filter.authentication.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.DmarcVerdict.Result;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.AuthorDomains;
import org.ecluse.mail.DomainName;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R1.11")
class DmarcEvaluationTest {
    private final FakeDns dns = new FakeDns()
            .exists("example.com")
            .exists("news.example.com")
            .txt("_dmarc.example.com", "v=DMARC1; p=reject; sp=quarantine; np=reject")
            .txt("_dmarc.strict.example", "v=DMARC1; p=reject; adkim=s; aspf=s")
            .txt("_dmarc.split.example", "v=DMARC1; p=reject")
            .txt("_dmarc.dept.split.example", "v=DMARC1; p=quarantine; psd=n")
            .txt("_dmarc.test.example", "v=DMARC1; p=reject; t=y")
            .txt("_dmarc.softtest.example", "v=DMARC1; p=quarantine; t=y")
            .txt("_dmarc.watch.example", "v=DMARC1; p=none; rua=mailto:a@watch.example")
            .txt("_dmarc.broken.example", "v=DMARC1; p=refuse")
            .txt("_dmarc.co.example", "v=DMARC1; p=none; np=reject; psd=y")
            .timeout("_dmarc.silent.example");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SPF aligned exactly            | example.com       | PASS      | example.com      |                       | PASS      | NONE
            SPF aligned relaxed            | example.com       | PASS      | bounce.example.com |                     | PASS      | NONE
            SPF of a stranger              | example.com       | PASS      | list.example     |                       | FAIL      | REJECT
            name that only ends alike      | example.com       | PASS      | notexample.com   |                       | FAIL      | REJECT
            SPF fails                      | example.com       | FAIL      | example.com      |                       | FAIL      | REJECT
            SPF neutral                    | example.com       | NEUTRAL   | example.com      |                       | FAIL      | REJECT
            bounce, HELO proves            | example.com       | PASS      | mx.example.com   |                       | PASS      | NONE
            DKIM aligned exactly           | example.com       | FAIL      | list.example     | PASS example.com      | PASS      | NONE
            DKIM of a relative             | news.example.com  | NONE      | list.example     | PASS mail.example.com | PASS      | NONE
            DKIM broken                    | example.com       | NONE      | list.example     | FAIL example.com      | FAIL      | REJECT
            weak key is no pass            | example.com       | NONE      | list.example     | POLICY example.com    | FAIL      | REJECT
            one good of several            | example.com       | NONE      | list.example     | FAIL example.com;PASS list.example;PASS example.com | PASS | NONE
            strict, exact                  | strict.example    | PASS      | strict.example   |                       | PASS      | NONE
            strict, relative by SPF        | strict.example    | PASS      | m.strict.example |                       | FAIL      | REJECT
            strict, relative by DKIM       | strict.example    | NONE      | x.example        | PASS m.strict.example | FAIL      | REJECT
            psd=n: another organization    | split.example     | NONE      | x.example        | PASS dept.split.example | FAIL    | REJECT
            psd=n: its own organization    | dept.split.example | NONE     | x.example        | PASS a.dept.split.example | PASS  | NONE
            psd=n: not the one above       | dept.split.example | NONE     | x.example        | PASS split.example    | FAIL      | QUARANTINE
            subdomain that exists          | news.example.com  | NONE      | x.example        |                       | FAIL      | QUARANTINE
            subdomain that does not exist  | gone.example.com  | NONE      | x.example        |                       | FAIL      | REJECT
            shop below a public suffix     | shop.co.example   | NONE      | x.example        |                       | FAIL      | REJECT
            neighbour below the suffix     | shop.co.example   | NONE      | x.example        | PASS rival.co.example | FAIL      | REJECT
            test mode is one level less    | test.example      | NONE      | x.example        |                       | FAIL      | QUARANTINE
            test mode, quarantine          | softtest.example  | NONE      | x.example        |                       | FAIL      | NONE
            test mode of a subdomain       | a.test.example    | NONE      | x.example        |                       | FAIL      | QUARANTINE
            monitoring                     | watch.example     | FAIL      | watch.example    |                       | FAIL      | NONE
            broken record                  | broken.example    | FAIL      | broken.example   |                       | PERMERROR | NONE
            no record                      | plain.example     | PASS      | plain.example    |                       | NONE      | NONE
            DNS is silent                  | silent.example    | PASS      | silent.example   |                       | TEMPERROR | NONE
            SPF unknown, might align       | example.com       | TEMPERROR | example.com      |                       | TEMPERROR | NONE
            SPF unknown altogether         | example.com       | TEMPERROR |                  |                       | TEMPERROR | NONE
            SPF unknown, cannot align      | example.com       | TEMPERROR | list.example     |                       | FAIL      | REJECT
            DKIM key unreachable           | example.com       | FAIL      | example.com      | TEMPERROR example.com | TEMPERROR | NONE
            stranger's key unreachable     | example.com       | FAIL      | example.com      | TEMPERROR x.example   | FAIL      | REJECT
            pass counts whatever is silent | example.com       | TEMPERROR | example.com      | PASS example.com      | PASS      | NONE
            IDN                            | bücher.example    | PASS      | xn--bcher-kva.example |                  | NONE      | NONE
            """)
    void verdicts(
            String row,
            String author,
            SpfResult spf,
            String spfDomain,
            String signatures,
            Result result,
            Request requested) {
        DmarcVerdict verdict = verdict("<x@" + author + ">", spf, spfDomain, signatures);
        assertThat(verdict.result()).isEqualTo(result);
        assertThat(verdict.requested()).isEqualTo(requested);
    }

    @Test
    void idnAuthorIsAskedForInALabels() {
        dns.txt("_dmarc.xn--bcher-kva.example", "v=DMARC1; p=reject");
        DmarcVerdict verdict = verdict("<x@bücher.example>", SpfResult.PASS, "xn--bcher-kva.example", null);
        assertThat(verdict.result()).isEqualTo(Result.PASS);
        assertThat(verdict.fromDomain()).isEqualTo("xn--bcher-kva.example");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one passes, one fails       | a@example.com, b@strict.example   | example.com    | FAIL      | REJECT
            the strictest of failures   | a@watch.example, b@news.example.com | x.example    | FAIL      | QUARANTINE
            one has no policy           | a@example.com, b@plain.example    | example.com    | NONE      | NONE
            both pass                   | a@example.com, b@news.example.com | example.com    | PASS      | NONE
            same domain twice is one    | a@example.com, b@EXAMPLE.com      | example.com    | PASS      | NONE
            five domains are too many   | a@a.example, a@b.example, a@c.example, a@d.example, a@e.example | x.example | PERMERROR | NONE
            no address                  | nobody                            | x.example      | NONE      | NONE
            one of two is silent        | a@silent.example, b@watch.example | x.example      | FAIL      | QUARANTINE
            two fields                  | a@example.com\\nFrom: b@strict.example | example.com | FAIL    | REJECT
            """)
    void fromWithSeveralDomains(String row, String from, String spfDomain, Result result, Request requested) {
        DmarcVerdict verdict = verdict(from.replace("\\n", "\n"), SpfResult.PASS, spfDomain, null);
        assertThat(verdict.result()).isEqualTo(result);
        assertThat(verdict.requested()).isEqualTo(requested);
    }

    @Test
    void noFromIsNotEvaluated() {
        DmarcVerdict verdict = new DmarcEvaluation(dns).verdict(List.of(), SenderFacts.UNKNOWN, List.of());
        assertThat(verdict.result()).isEqualTo(Result.NONE);
        assertThat(dns.queries()).isZero();
    }

    /** A sender chooses its signatures: those of strangers cost no look-up. */
    @Test
    void strangersSignaturesCostNothing() {
        List<DkimVerdict> many = IntStream.range(0, 50)
                .mapToObj(i -> signature(DkimVerdict.Result.PASS, "a.b.c.d.e.f.g.h" + i + ".evil.example"))
                .collect(Collectors.toList());
        new DmarcEvaluation(dns)
                .verdict(List.of(new DomainName("example.com")), facts(SpfResult.NONE, "x.example"), many);
        assertThat(dns.queries()).isLessThanOrEqualTo(3);
    }

    private DmarcVerdict verdict(String from, SpfResult spf, String spfDomain, String signatures) {
        List<DomainName> authors =
                AuthorDomains.of(Mails.parsed(Mails.raw("From: " + from + "\nSubject: x\n\nbody\n")));
        List<DkimVerdict> dkim = new ArrayList<>();
        for (String each : signatures == null ? new String[0] : signatures.split(";")) {
            String[] parts = each.strip().split(" ");
            dkim.add(signature(DkimVerdict.Result.valueOf(parts[0]), parts[1]));
        }
        DmarcEvaluation evaluation = new DmarcEvaluation(dns);
        evaluation.expect(authors);
        return evaluation.verdict(authors, facts(spf, spfDomain), dkim);
    }

    private static DkimVerdict signature(DkimVerdict.Result result, String domain) {
        return new DkimVerdict(result, domain, "s", "rsa-sha256", "abcdefgh", false, "");
    }

    private static SenderFacts facts(SpfResult spf, String domain) {
        return new SenderFacts(spf, Optional.ofNullable(domain), ReverseName.UNKNOWN, Optional.empty());
    }
}
