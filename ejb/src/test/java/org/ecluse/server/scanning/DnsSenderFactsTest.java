package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;

@Covers("R1.11")
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
                        Optional.of("mail.example.org")));
    }

    @Test
    void distinguishesNoNameFromAFalseOne() throws Exception {
        dns.reverse("192.0.2.2", "mail.example.org").address("mail.example.org", "192.0.2.9");
        assertThat(facts("192.0.2.2", "a@example.org").reverse()).isEqualTo(ReverseName.UNCONFIRMED);
        assertThat(facts("192.0.2.3", "a@example.org").reverse()).isEqualTo(ReverseName.NONE);
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
        DnsSenderFacts lookup = new DnsSenderFacts(dns, "mx.example.net", true, Runnable::run);
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
        DnsSenderFacts full = new DnsSenderFacts(dns, "mx.example.net", false, task -> {
            throw new RejectedExecutionException("full");
        });
        InetAddress client = InetAddress.getByName("192.0.2.6");
        assertThat(full.start(client, "x", new ReversePath.Null()).get()).isEqualTo(SenderFacts.UNKNOWN);
    }

    private SenderFacts facts(String client, String from) throws Exception {
        DnsSenderFacts lookup = new DnsSenderFacts(dns, "mx.example.net", false, Runnable::run);
        return lookup.start(InetAddress.getByName(client), "mail.example.org", ReversePath.of(EmailAddress.parse(from)))
                .get();
    }
}
