package org.ecluse.e2e;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.ecluse.filter.authentication.spf.SpfCheck;
import org.ecluse.filter.authentication.spf.SpfOutcome;
import org.ecluse.server.dns.DnsJavaLookup;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SpfSuite;
import org.ecluse.testkit.Suites;
import org.ecluse.testkit.Tally;
import org.junit.jupiter.api.Test;

/** The openspf suite again, with a real name server and the resolver of production. */
@Covers("R1.11")
class SpfNameServerIT {
    @Test
    void openspfSuite() throws Exception {
        Tally tally = new Tally("SPF over nsd");
        for (SpfSuite.Scenario scenario : SpfSuite.read(Suites.file("spf/openspf/rfc7208-tests.yml"))) {
            try (NameServerPeer server = new NameServerPeer(scenario.zone())) {
                DnsJavaLookup dns = new DnsJavaLookup(
                        List.of(server.address()), Duration.ofSeconds(2), Duration.ofSeconds(5), Clock.systemUTC());
                SpfCheck spf = new SpfCheck(dns, "receiver.example.net");
                for (SpfSuite.Case test : scenario.cases()) {
                    tally.count(test.name(), difference(spf, test));
                }
            }
        }
        tally.close(203);
    }

    private static String difference(SpfCheck spf, SpfSuite.Case test) throws Exception {
        SpfOutcome outcome = spf.check(InetAddress.getByName(test.client()), test.mailFrom(), test.helo());
        String found = outcome.result().name().toLowerCase(Locale.ROOT);
        if (!test.results().contains(found)) {
            return found + " instead of " + test.results();
        }
        String words = outcome.explanation().orElse("DEFAULT");
        boolean explained = test.explanation().isEmpty() || words.equals(test.explanation());
        return explained ? "" : words + " instead of " + test.explanation();
    }
}
