package org.ecluse.server.dnslist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.dnslist.ListFault;
import org.ecluse.filter.SenderFacts.Listing;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.dns.DnsJavaLookup;
import org.ecluse.server.dnslist.ListState.Health;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists on a name server on loopback, asked through the resolver that the service has (B9). */
@Covers("B9")
@Timeout(30)
class DnsListServerTest {
    private static final Duration TRY = Duration.ofMillis(300);
    private static final Duration TOTAL = Duration.ofSeconds(2);
    private static final DnsList LIST =
            DnsListKit.list("Served", "bl.example", Kind.BLOCK, Subject.IPV4, Subject.IPV6, Subject.DOMAIN);

    private final FakeDns zone = new FakeDns();
    private DnsServer server;
    private DnsListWatch watch;
    private DnsListInquiry inquiry;

    @BeforeEach
    void serve() throws Exception {
        server = new DnsServer(zone);
        ask(server.address());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aHealthyListIsBelieved() throws Exception {
        DnsListKit.serve(zone, LIST);
        zone.address("7.2.0.192.bl.example", "127.0.0.2").address("7.2.0.192.bl.example", "127.0.0.3");
        assertThat(checked().health()).isEqualTo(Health.BELIEVED);
        assertThat(listings())
                .containsExactly(new Listing("DNSBL_SERVED", true, 1, "Served: strong, weak (192.0.2.7)"));
    }

    @Test
    void aListThatRefusesIsNotAsked() throws Exception {
        for (String point : List.of("2.0.0.127", "1.0.0.127", "test", "invalid", "7.2.0.192")) {
            zone.address(point + ".bl.example", "127.255.255.254");
        }
        assertThat(checked().fault()).contains(ListFault.REFUSES);
        int before = zone.queries();
        assertThat(listings()).isEmpty();
        assertThat(zone.queries()).isEqualTo(before);
    }

    /** What became of the zone of a list that was given up: its buyer answers for every name. */
    @Test
    void aParkedZoneIsNotAsked() throws Exception {
        for (String name : List.of("2.0.0.127", "1.0.0.127", "test", "invalid", "7.2.0.192")) {
            zone.address(name + ".bl.example", "203.0.113.80");
        }
        assertThat(checked().fault()).contains(ListFault.FOREIGN_ANSWER);
        assertThat(checked().detail()).isEqualTo("203.0.113.80");
        assertThat(listings()).isEmpty();
    }

    @Test
    void aListIsSwitchedOffWhenItsTestPointBreaksAndOnAgainWhenItIsRight() throws Exception {
        DnsListKit.serve(zone, LIST);
        zone.address("7.2.0.192.bl.example", "127.0.0.2");
        assertThat(checked().health()).isEqualTo(Health.BELIEVED);
        assertThat(listings()).hasSize(1);

        // Given up in the other way: everything is listed. That nothing was, just now, is still cached.
        zone.address("1.0.0.127.bl.example", "127.0.0.2");
        assertThat(checked().fault()).contains(ListFault.LISTS_EVERYTHING);
        assertThat(listings()).isEmpty();

        server.close();
        FakeDns again = new FakeDns();
        DnsListKit.serve(again, LIST);
        again.address("7.2.0.192.bl.example", "127.0.0.2");
        server = new DnsServer(again);
        ask(server.address());
        assertThat(checked().health()).isEqualTo(Health.BELIEVED);
        assertThat(listings()).hasSize(1);
    }

    @Test
    void aDeadResolverIsNoListingAndCostsABoundedTime() throws Exception {
        DnsListKit.serve(zone, LIST);
        zone.address("7.2.0.192.bl.example", "127.0.0.2");
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            ask("127.0.0.1:" + deaf.getLocalPort());
            assertThat(checked().fault()).contains(ListFault.NO_ANSWER);
            assertThat(listings()).isEmpty();
        }
    }

    /** It was alive when its test points were looked at. */
    @Test
    void aListThatDiesLetsTheSenderWaitNoLongerThanTheLookUp() throws Exception {
        DnsListKit.serve(zone, LIST);
        assertThat(checked().health()).isEqualTo(Health.BELIEVED);
        server.close();
        assertThat(inquiry.start(InetAddress.getByName("192.0.2.7"), new ReversePath.Null())
                        .get(5, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(watch.state("SERVED").orElseThrow().silent()).isEqualTo(1);
    }

    private void ask(String address) throws Exception {
        DnsJavaLookup dns = new DnsJavaLookup(List.of(address), TRY, TOTAL, Clock.systemUTC());
        watch = DnsListKit.watch(dns, Clock.systemUTC(), LIST);
        inquiry = DnsListKit.inquiry(dns, watch);
    }

    private ListState checked() {
        watch.check("SERVED").join();
        return watch.state("SERVED").orElseThrow();
    }

    private List<Listing> listings() throws Exception {
        return inquiry.start(InetAddress.getByName("192.0.2.7"), new ReversePath.Null())
                .get(5, TimeUnit.SECONDS);
    }
}
