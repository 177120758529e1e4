package org.ecluse.filter.authentication.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsQuestion;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 9989 sections 4.10 to 5.1.8 and the corners between them. */
@Covers("R1.11")
class PolicyRecordsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            own record                    | a.mail.example.com | a.mail.example.com p                | a.mail.example.com | a.mail.example.com
            nothing anywhere              | a.mail.example.com |                                     | a.mail.example.com |
            fewest labels win             | a.mail.example.com | mail.example.com p, example.com p   | example.com        | example.com
            psd=n ends the organization   | a.mail.example.com | mail.example.com n, example.com p   | mail.example.com   | mail.example.com
            only the public suffix        | a.mail.example.com | com y                               | example.com        | com
            public suffix and below       | a.mail.example.com | com y, example.com p                | example.com        | example.com
            suffix of two labels          | a.shop.co.example  | co.example y, example p             | shop.co.example    | co.example
            record between, suffix above  | a.b.shop.example   | b.shop.example p, example y         | shop.example       | example
            author is a public suffix     | co.example         | co.example y, example y             | co.example         | co.example
            own record beside a higher    | news.example.com   | news.example.com p, example.com p   | example.com        | news.example.com
            top level                     | example            |                                     | example            |
            top level publishes plainly   | shop.example       | example p                           | example            | example
            """)
    void organizationAndPolicyAreFound(String row, String author, String zone, String organization, String policy)
            throws NoAnswerException {
        FakeDns dns = new FakeDns();
        for (String entry : zone == null ? new String[0] : zone.split(", ")) {
            String[] parts = entry.split(" ");
            dns.txt("_dmarc." + parts[0], "v=DMARC1; p=none" + (parts[1].equals("p") ? "" : "; psd=" + parts[1]));
        }
        PolicyRecords records = new PolicyRecords(dns);
        assertThat(records.organizationalDomain(author)).isEqualTo(organization);
        assertThat(records.policyFor(author)
                        .map(PolicyRecords.Published::domain)
                        .orElse(null))
                .isEqualTo(policy);
    }

    @Test
    void longNamesCostEightQueries() throws NoAnswerException {
        List<String> asked = new ArrayList<>();
        DnsLookup dns = recording(asked);
        assertThat(new PolicyRecords(dns).policyFor("a.b.c.d.e.f.g.h.i.j.mail.example.com"))
                .isEmpty();
        assertThat(asked)
                .containsExactly(
                        "_dmarc.a.b.c.d.e.f.g.h.i.j.mail.example.com",
                        "_dmarc.g.h.i.j.mail.example.com",
                        "_dmarc.h.i.j.mail.example.com",
                        "_dmarc.i.j.mail.example.com",
                        "_dmarc.j.mail.example.com",
                        "_dmarc.mail.example.com",
                        "_dmarc.example.com",
                        "_dmarc.com");
    }

    @ParameterizedTest(name = "{0} labels")
    @CsvSource({"1, 1", "2, 2", "7, 7", "8, 8", "9, 8", "100, 8"})
    void noWalkTakesMoreThanEightQueries(int labels, int queries) throws NoAnswerException {
        List<String> asked = new ArrayList<>();
        new PolicyRecords(recording(asked))
                .organizationalDomain(String.join(".", "a".repeat(labels).split("")));
        assertThat(asked).hasSize(queries).doesNotHaveDuplicates();
    }

    @Test
    void severalRecordsAreAsNone() throws NoAnswerException {
        FakeDns dns = new FakeDns()
                .txt("_dmarc.a.example.com", "v=DMARC1; p=none")
                .txt("_dmarc.a.example.com", "v=DMARC1; p=reject")
                .txt("_dmarc.example.com", "v=DMARC1; p=quarantine")
                .txt("_dmarc.example.com", "some other text");
        assertThat(new PolicyRecords(dns)
                        .policyFor("a.example.com")
                        .orElseThrow()
                        .domain())
                .isEqualTo("example.com");
    }

    @Test
    void silenceEndsTheWalk() {
        FakeDns dns = new FakeDns().timeout("_dmarc.example.com");
        assertThatThrownBy(() -> new PolicyRecords(dns).policyFor("a.example.com"))
                .isInstanceOf(NoAnswerException.class);
    }

    @Test
    void ownRecordNeedsOneQuery() throws NoAnswerException {
        FakeDns dns = new FakeDns().txt("_dmarc.a.example.com", "v=DMARC1; p=reject");
        new PolicyRecords(dns).policyFor("a.example.com");
        assertThat(dns.queries()).isEqualTo(1);
    }

    private static DnsLookup recording(List<String> asked) {
        FakeDns none = new FakeDns();
        return (DnsLookup) java.lang.reflect.Proxy.newProxyInstance(
                DnsLookup.class.getClassLoader(), new Class<?>[] {DnsLookup.class}, (proxy, method, arguments) -> {
                    asked.add(((DnsQuestion<?>) arguments[0]).name());
                    return method.invoke(none, arguments);
                });
    }
}
