package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.dnslist.DnsListKit;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"R1.4", "R1.7", "R1.11"})
class DnsSenderFactsTest {
    private final FakeDns dns = new FakeDns();

    @Test
    void confirmsANameThatResolvesBack() throws Exception {
        dns.txt("example.org", "v=spf1 ip4:192.0.2.1 -all")
                .reverse("192.0.2.1", "mail.example.org")
                .address("mail.example.org", "192.0.2.1");
        assertThat(facts("192.0.2.1", "a@example.org"))
                .isEqualTo(new SenderFacts(
                        SpfResult.PASS,
                        Optional.of("example.org"),
                        ReverseName.CONFIRMED,
                        Optional.of("mail.example.org"),
                        OptionalInt.of(32),
                        HeloName.CONFIRMED,
                        false));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "ip4:192.0.2.0/24 -all,           192.0.2.1,   24",
        "ip4:192.0.0.0/12 -all,           192.0.2.1,   12",
        "ip4:10.0.0.0/8 ip4:192.0.2.1 -all, 192.0.2.1, 32",
        "+all,                            192.0.2.1,   0",
        "a:pool.example.org/28 -all,      192.0.2.1,   28",
        "mx -all,                         192.0.2.1,   32",
        "include:inner.example.org -all,  192.0.2.1,   20",
        "redirect=inner.example.org,      192.0.2.1,   20",
        "exists:%{i}.list.example.org -all, 192.0.2.1, 32",
        "ip6:2001:db8::/29 -all,          2001:db8::1, 29",
        "ip4:192.0.2.0/24 -all,           198.51.100.1, -1",
        "?all,                            192.0.2.1,   -1"
    })
    void tellsHowWideTheNetworkIsThroughWhichSpfPassed(String record, String client, int bits) throws Exception {
        dns.txt("example.org", "v=spf1 " + record)
                .txt("inner.example.org", "v=spf1 ip4:192.0.0.0/20 -all")
                .address("pool.example.org", "192.0.2.9")
                .mx("example.org", 10, "pool2.example.org")
                .address("pool2.example.org", "192.0.2.1")
                .address("192.0.2.1.list.example.org", "127.0.0.2");
        assertThat(facts(client, "a@example.org").spfBits())
                .isEqualTo(bits < 0 ? OptionalInt.empty() : OptionalInt.of(bits));
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.org,   CONFIRMED", // resolves to the client
        "MAIL.Example.org,   CONFIRMED",
        "other.example.org,  UNCONFIRMED", // resolves elsewhere, and says nothing of who may use it
        "guarded.example.org, FORBIDDEN", // its owner does
        "nothing.example.org, UNCONFIRMED",
        "silent.example.org, UNKNOWN",
        "[192.0.2.1],        UNCONFIRMED",
        "192.0.2.1,          UNCONFIRMED",
        "localhost,          UNCONFIRMED",
        "'',                 UNCONFIRMED"
    })
    void tellsWhetherTheHeloNameIsTheClients(String helo, HeloName expected) throws Exception {
        dns.address("mail.example.org", "192.0.2.1")
                .address("other.example.org", "192.0.2.9")
                .address("guarded.example.org", "192.0.2.9")
                .txt("guarded.example.org", "v=spf1 a -all")
                .timeout("silent.example.org");
        DnsSenderFacts lookup = new DnsSenderFacts(dns, DnsListKit.none(), "mx.example.net", false, Runnable::run);
        InetAddress client = InetAddress.getByName("192.0.2.1");
        assertThat(lookup.start(client, helo, ReversePath.of(EmailAddress.parse("a@example.com")))
                        .get()
                        .helo())
                .isEqualTo(expected);
    }

    @Test
    void aServerThatGreetsWithItsReverseNameCostsNoFurtherQuestion() throws Exception {
        dns.txt("example.org", "v=spf1 ip4:192.0.2.1 -all")
                .reverse("192.0.2.1", "mail.example.org")
                .address("mail.example.org", "192.0.2.1");
        facts("192.0.2.1", "a@example.org");
        assertThat(dns.queries()).isEqualTo(3); // TXT, PTR, A
    }

    @Test
    void seesADomainThatPublishesDmarcButNoSpf() throws Exception {
        dns.txt("_dmarc.example.org", "v=DMARC1; p=none").txt("spf.example.net", "v=spf1 -all");
        assertThat(facts("192.0.2.1", "a@example.org").dmarcWithoutSpf()).isTrue();
        assertThat(facts("192.0.2.1", "a@sub.example.org").dmarcWithoutSpf()).isTrue();
        assertThat(facts("192.0.2.1", "a@example.com").dmarcWithoutSpf()).isFalse();
        dns.txt("_dmarc.spf.example.net", "v=DMARC1; p=none");
        assertThat(facts("192.0.2.1", "a@spf.example.net").dmarcWithoutSpf()).isFalse();
    }

    @Test
    void distinguishesNoNameFromAFalseOne() throws Exception {
        dns.reverse("192.0.2.2", "mail.example.org").address("mail.example.org", "192.0.2.9");
        assertThat(facts("192.0.2.2", "a@example.org").reverse()).isEqualTo(ReverseName.UNCONFIRMED);
        assertThat(facts("192.0.2.3", "a@example.org").reverse()).isEqualTo(ReverseName.NONE);
    }

    @Test
    @Covers("B9")
    void theListsThatTheClientIsOnAreAmongTheFacts() throws Exception {
        dns.address("7.2.0.192.bl.example", "127.0.0.2").txt("example.org", "v=spf1 -all");
        DnsSenderFacts lookup = new DnsSenderFacts(dns, DnsListKit.one(dns), "mx.example.net", true, Runnable::run);
        ReversePath from = ReversePath.of(EmailAddress.parse("a@example.org"));
        SenderFacts facts =
                lookup.start(InetAddress.getByName("192.0.2.7"), "x", from).get();
        assertThat(facts.listings()).extracting(SenderFacts.Listing::symbol).containsExactly("DNSBL_ONE");
        assertThat(facts.spf()).isEqualTo(SpfResult.FAIL);
        assertThat(lookup.start(InetAddress.getByName("127.0.0.2"), "x", from)
                        .get()
                        .listings())
                .as("a chosen resolver is asked about our own network, but no list")
                .isEmpty();
    }

    @Test
    void silenceOfTheDnsIsNoDoubt() throws Exception {
        dns.timeout("example.org").timeout("4.2.0.192.in-addr.arpa");
        SenderFacts facts = facts("192.0.2.4", "a@example.org");
        assertThat(facts.spf()).isEqualTo(SpfResult.TEMPERROR);
        assertThat(facts.reverse()).isEqualTo(ReverseName.UNKNOWN);
    }

    @Test
    void checksTheHeloNameOfABounce() throws Exception {
        dns.txt("mail.example.org", "v=spf1 -all");
        assertThat(facts("192.0.2.5", "").spf()).isEqualTo(SpfResult.FAIL);
    }

    @Test
    void privateClientsCostNoQuery() throws Exception {
        assertThat(facts("127.0.0.1", "a@example.org").spf()).isEqualTo(SpfResult.NONE);
        assertThat(facts("10.1.2.3", "a@example.org").reverse()).isEqualTo(ReverseName.UNKNOWN);
        assertThat(dns.queries()).isZero();
    }

    @Test
    void aChosenResolverIsAskedForPrivateClientsToo() throws Exception {
        dns.txt("example.org", "v=spf1 ip4:127.0.0.9 -all");
        DnsSenderFacts lookup = new DnsSenderFacts(dns, DnsListKit.none(), "mx.example.net", true, Runnable::run);
        assertThat(lookup.start(
                                InetAddress.getByName("127.0.0.9"),
                                "x",
                                ReversePath.of(EmailAddress.parse("a@example.org")))
                        .get()
                        .spf())
                .isEqualTo(SpfResult.PASS);
    }

    @Test
    void aFullExecutorMeansUnknown() throws Exception {
        DnsSenderFacts full = new DnsSenderFacts(dns, DnsListKit.none(), "mx.example.net", false, task -> {
            throw new RejectedExecutionException("full");
        });
        InetAddress client = InetAddress.getByName("192.0.2.6");
        assertThat(full.start(client, "x", new ReversePath.Null()).get()).isEqualTo(SenderFacts.UNKNOWN);
    }

    private SenderFacts facts(String client, String from) throws Exception {
        DnsSenderFacts lookup = new DnsSenderFacts(dns, DnsListKit.none(), "mx.example.net", false, Runnable::run);
        return lookup.start(InetAddress.getByName(client), "mail.example.org", ReversePath.of(EmailAddress.parse(from)))
                .get();
    }
}
