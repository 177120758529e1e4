package org.ecluse.server.dnslist;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dnslist.AnswerCode;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.dnslist.TestPoint;
import org.ecluse.mail.DomainName;
import org.ecluse.net.IpNetwork;
import org.ecluse.testkit.FakeDns;

/** DNS lists for tests, with no rows behind them. */
public final class DnsListKit {
    private DnsListKit() {}

    /** No list at all. */
    public static DnsListInquiry none() {
        return inquiry(new FakeDns(), watch(new FakeDns(), Clock.systemUTC()));
    }

    /** Asks a list of client addresses at {@code bl.example} that is to be believed. */
    public static DnsListInquiry one(FakeDns dns) {
        DnsList list = list("One", "bl.example", Kind.BLOCK, Subject.IPV4);
        serve(dns, list);
        DnsListWatch watch = watch(dns, Clock.systemUTC(), list);
        watch.checkDue().join();
        return inquiry(dns, watch);
    }

    /** Trusts 198.51.100.0/24. */
    static DnsListInquiry inquiry(DnsLookup dns, DnsListWatch watch) {
        return inquiry(dns, watch, Duration.ofSeconds(4));
    }

    static DnsListInquiry inquiry(DnsLookup dns, DnsListWatch watch, Duration time) {
        return new DnsListInquiry(
                watch, dns, List.of(IpNetwork.parse("198.51.100.0/24").orElseThrow()), time);
    }

    /** Knows these lists and has not looked at them. */
    static DnsListWatch watch(DnsLookup dns, Clock clock, DnsList... lists) {
        DnsListWatch watch = new DnsListWatch(() -> List.of(lists), dns, clock);
        watch.reload();
        return watch;
    }

    /** A list whose answers are 127.0.0.2 (strong) and 127.0.0.3 (weak). */
    static DnsList list(String title, String zone, Kind kind, Subject... asked) {
        return new DnsList(
                title,
                new DomainName(zone),
                kind,
                Set.of(asked),
                List.of(new AnswerCode("127.0.0.2", 1, "strong"), new AnswerCode("127.0.0.3", 0.25, "weak")));
    }

    /** Puts the test points of these lists into {@code dns}. */
    static void serve(FakeDns dns, DnsList... lists) {
        Arrays.stream(lists)
                .flatMap(list -> TestPoint.of(list).stream())
                .filter(TestPoint::listed)
                .forEach(point -> dns.address(point.name(), "127.0.0.2"));
    }
}
