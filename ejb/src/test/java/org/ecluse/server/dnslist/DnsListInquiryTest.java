package org.ecluse.server.dnslist;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsQuestion;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.dnslist.ListFault;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.Listing;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.dnslist.ListState.Health;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked about at which list, what an answer becomes, and when a list is asked no more (B9). */
@Covers("B9")
class DnsListInquiryTest {
    private static final DnsList CLIENTS =
            DnsListKit.list("Clients", "ip.bl.example", Kind.BLOCK, Subject.IPV4, Subject.IPV6);
    private static final DnsList DOMAINS = DnsListKit.list("Domains", "dom.bl.example", Kind.BLOCK, Subject.DOMAIN);
    private static final DnsList GOOD = DnsListKit.list("Good", "wl.example", Kind.ALLOW, Subject.IPV4);

    private final FakeDns dns = new FakeDns();
    private final MovingClock clock = new MovingClock(Mails.NOW);
    private final DnsListWatch watch = DnsListKit.watch(dns, clock, CLIENTS, DOMAINS, GOOD);
    private final DnsListInquiry inquiry = DnsListKit.inquiry(dns, watch);

    @Test
    void nothingIsAskedBeforeTheTestPointsWereLookedAt() throws Exception {
        assertThat(ask("192.0.2.7", "a@example.org")).isEmpty();
        assertThat(dns.queries()).isZero();
        assertThat(state("CLIENTS").health()).isEqualTo(Health.UNCHECKED);
    }

    @Test
    void aListedSenderIsNamedWithListAndMeaning() throws Exception {
        believed();
        dns.address("7.2.0.192.ip.bl.example", "127.0.0.3")
                .address("7.2.0.192.wl.example", "127.0.0.2")
                .address("example.org.dom.bl.example", "127.0.0.2");
        assertThat(ask("192.0.2.7", "a@example.org"))
                .containsExactly(
                        new Listing("DNSBL_CLIENTS", true, 0.25, "Clients: weak (192.0.2.7)"),
                        new Listing("DNSBL_DOMAINS", true, 1, "Domains: strong (example.org)"),
                        new Listing("DNSWL_GOOD", false, 1, "Good: strong (192.0.2.7)"));
        assertThat(state("CLIENTS").asked()).isEqualTo(1);
        assertThat(state("CLIENTS").listed()).isEqualTo(1);
    }

    @Test
    void anIpv6ClientIsAskedForWhereTheListKnowsSuch() throws Exception {
        believed();
        dns.address("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip.bl.example", "127.0.0.2");
        assertThat(ask("2001:db8::1", "")).extracting(Listing::symbol).containsExactly("DNSBL_CLIENTS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.1.1",
                "172.16.0.1",
                "169.254.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fe80::1",
                "fd00::1",
                "198.51.100.7" // trusted
            })
    void noListHearsOfOurOwnPeople(String client) throws Exception {
        believed();
        int before = dns.queries();
        assertThat(ask(client, "a@example.org")).isEmpty();
        SenderFacts facts = SenderFacts.UNKNOWN;
        assertThat(inquiry.alsoAbout(address(client), from(""), List.of(new DomainName("example.com")), facts))
                .isEqualTo(facts);
        assertThat(dns.queries()).isEqualTo(before);
    }

    @Test
    void silenceIsNoListingAndFiveInARowSwitchTheListOff() throws Exception {
        believed();
        for (int i = 1; i <= 5; i++) {
            assertThat(state("CLIENTS").health()).isEqualTo(Health.BELIEVED);
            dns.timeout(i + ".2.0.192.ip.bl.example");
            assertThat(ask("192.0.2." + i, "")).isEmpty();
        }
        assertThat(state("CLIENTS").health()).isEqualTo(Health.SWITCHED_OFF);
        assertThat(state("CLIENTS").fault()).contains(ListFault.NO_ANSWER);
        assertThat(state("CLIENTS").silent()).isEqualTo(5);
    }

    @Test
    void aSlowListDoesNotCostTheOthers() throws Exception {
        believed();
        dns.address("7.2.0.192.wl.example", "127.0.0.2").address("7.2.0.192.ip.bl.example", "127.0.0.2");
        List<Listing> found = DnsListKit.inquiry(without("ip.bl.example"), watch, Duration.ofMillis(100))
                .start(address("192.0.2.7"), from(""))
                .get();
        assertThat(found).extracting(Listing::symbol).containsExactly("DNSWL_GOOD");
        assertThat(state("CLIENTS").health()).isEqualTo(Health.BELIEVED);
    }

    /** The same DNS, but questions below {@code zone} are never answered. */
    private DnsLookup without(String zone) {
        return (DnsLookup) Proxy.newProxyInstance(
                DnsLookup.class.getClassLoader(),
                new Class<?>[] {DnsLookup.class},
                (proxy, method, arguments) -> arguments[0] instanceof DnsQuestion<?> question
                                && question.name().endsWith(zone)
                        ? new CompletableFuture<>()
                        : method.invoke(dns, arguments));
    }

    @ParameterizedTest
    @CsvSource({
        "127.255.255.252, REFUSES",
        "127.255.255.254, REFUSES",
        "127.255.255.255, REFUSES",
        "203.0.113.80,    FOREIGN_ANSWER",
        "127.0.0.4,       UNDOCUMENTED_ANSWER"
    })
    void oneWrongAnswerSwitchesTheListOffAtOnce(String answer, ListFault fault) throws Exception {
        believed();
        dns.address("7.2.0.192.ip.bl.example", answer).address("8.2.0.192.ip.bl.example", "127.0.0.2");
        assertThat(ask("192.0.2.7", "")).isEmpty();
        assertThat(state("CLIENTS").health()).isEqualTo(Health.SWITCHED_OFF);
        assertThat(state("CLIENTS").fault()).contains(fault);
        assertThat(state("CLIENTS").detail()).isEqualTo(answer);
        assertThat(ask("192.0.2.8", "")).as("not asked any more").isEmpty();
        // Its test points are right, but what went wrong still does.
        watch.check("CLIENTS").join();
        assertThat(state("CLIENTS").health()).isEqualTo(Health.SWITCHED_OFF);
        assertThat(state("DOMAINS").health()).as("the others").isEqualTo(Health.BELIEVED);
    }

    @Test
    void aListThatGoesWrongInOneAnswerIsNotBelievedInAnother() throws Exception {
        believed();
        dns.address("mail.example.org.dom.bl.example", "127.0.0.2")
                .address("example.org.dom.bl.example", "203.0.113.80");
        assertThat(ask("192.0.2.7", "a@mail.example.org")).isEmpty();
    }

    @Test
    void theDomainsOfTheFromFieldAreAskedForToo() throws Exception {
        believed();
        dns.address("example.com.dom.bl.example", "127.0.0.2").address("example.org.dom.bl.example", "127.0.0.3");
        ReversePath from = from("a@example.org");
        SenderFacts known = SenderFacts.UNKNOWN.with(ask("192.0.2.7", "a@example.org"));
        List<DomainName> authors = List.of(new DomainName("example.org"), new DomainName("example.com"));
        int before = dns.queries();
        SenderFacts facts = inquiry.alsoAbout(address("192.0.2.7"), from, authors, known);
        assertThat(facts.listings())
                .as("one voice, and the stronger word")
                .containsExactly(new Listing("DNSBL_DOMAINS", true, 1, "Domains: strong (example.com)"));
        assertThat(dns.queries()).isEqualTo(before + 1);
        assertThat(inquiry.alsoAbout(address("192.0.2.7"), from, authors.subList(0, 1), known))
                .isEqualTo(known);
    }

    @Test
    void oneMailAsksForABoundedNumberOfDomains() throws Exception {
        believed();
        List<DomainName> many = IntStream.range(0, 100)
                .mapToObj(i -> new DomainName("author" + i + ".example"))
                .toList();
        int before = dns.queries();
        inquiry.alsoAbout(address("192.0.2.7"), from("a@example.org"), many, SenderFacts.UNKNOWN);
        assertThat(dns.queries()).isEqualTo(before + 3);
    }

    @Test
    void aListIsLookedAtAgainEveryTenMinutesAndWhileItIsOffWithEveryTick() throws Exception {
        believed();
        int before = dns.queries();
        clock.forward(Duration.ofMinutes(9));
        watch.checkDue().join();
        assertThat(dns.queries()).isEqualTo(before);
        dns.address("1.0.0.127.ip.bl.example", "127.0.0.2");
        clock.forward(Duration.ofMinutes(1));
        watch.checkDue().join();
        assertThat(dns.queries()).isEqualTo(before + 8); // test points
        assertThat(state("CLIENTS").fault()).contains(ListFault.LISTS_EVERYTHING);
        assertThat(state("CLIENTS").since()).isEqualTo(clock.instant());
        clock.forward(Duration.ofMinutes(1));
        watch.checkDue().join();
        assertThat(dns.queries()).as("only the one that is off").isEqualTo(before + 12);
        assertThat(state("CLIENTS").since()).isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
    }

    @Test
    void aChangedListBeginsAnewAndAnUnchangedOneGoesOn() throws Exception {
        DnsList[] configured = {CLIENTS, DOMAINS};
        DnsListKit.serve(dns, CLIENTS, DOMAINS);
        DnsListWatch changing = new DnsListWatch(() -> List.of(configured), dns, clock);
        changing.reload();
        changing.checkDue().join();
        configured[0] = DnsListKit.list("Clients", "other.example", Kind.BLOCK, Subject.IPV4);
        changing.reload();
        assertThat(changing.state("CLIENTS").map(ListState::health)).contains(Health.UNCHECKED);
        assertThat(changing.state("DOMAINS").map(ListState::health)).contains(Health.BELIEVED);
    }

    private void believed() {
        DnsListKit.serve(dns, CLIENTS, DOMAINS, GOOD);
        watch.checkDue().join();
        assertThat(watch.states().values()).extracting(ListState::health).containsOnly(Health.BELIEVED);
    }

    private ListState state(String name) {
        return watch.state(name).orElseThrow();
    }

    private List<Listing> ask(String client, String from) throws Exception {
        CompletableFuture<List<Listing>> answer = inquiry.start(address(client), from(from));
        return answer.get();
    }

    private static ReversePath from(String address) {
        return ReversePath.of(address.isEmpty() ? Optional.empty() : EmailAddress.parse(address));
    }

    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getByName(literal);
    }
}
