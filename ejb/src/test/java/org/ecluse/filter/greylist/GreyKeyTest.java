package org.ecluse.filter.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"R1.7", "B7"})
class GreyKeyTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            SPF passes for one address,      192.0.2.17,  PASS, 32,  UNCONFIRMED, spf:example.org
            SPF passes through a /16,        192.0.2.17,  PASS, 16,  UNCONFIRMED, spf:example.org
            SPF passes through a /15,        192.0.2.17,  PASS, 15,  UNCONFIRMED, 192.0.2.0/24
            SPF passes through all,          192.0.2.17,  PASS, 0,   CONFIRMED,   helo:example.net
            SPF passes through a v6 /32,     2001:db8::9, PASS, 32,  UNCONFIRMED, spf:example.org
            SPF passes through a v6 /31,     2001:db8::9, PASS, 31,  UNCONFIRMED, 2001:db8::/64
            HELO is the client's,            192.0.2.17,  FAIL, -1,  CONFIRMED,   helo:example.net
            HELO is forbidden,               192.0.2.17,  FAIL, -1,  FORBIDDEN,   192.0.2.0/24
            nothing is known,                192.0.2.17,  NONE, -1,  UNKNOWN,     192.0.2.0/24
            nothing is known of a v6 client, 2001:db8:1:2:3::4, NONE, -1, UNKNOWN, 2001:db8:1:2::/64
            """)
    void thePool(String name, String client, SpfResult spf, int bits, HeloName helo, String pool) {
        List<GreyKey> keys = keys(client, "Mail-3.Pool.Example.net", "a@Example.org", facts(spf, bits, helo));
        assertThat(keys.get(0)).isEqualTo(new GreyKey(pool, "example.org"));
    }

    @Test
    void serversOfAProvidersSubscribersAreNoPool() {
        SenderFacts facts = facts(SpfResult.NONE, -1, HeloName.CONFIRMED);
        assertThat(keys("192.0.2.17", "192-0-2-17.dsl.example.net", "a@example.org", facts))
                .containsExactly(new GreyKey("192.0.2.0/24", "example.org"));
    }

    @Test
    void anEarlierTryMayHaveHadAWiderKey() {
        // The DNS was silent at the first try: it was kept under the network, and is found there again.
        SenderFacts silent = SenderFacts.UNKNOWN;
        SenderFacts awake = facts(SpfResult.PASS, 24, HeloName.CONFIRMED);
        GreyKey first =
                keys("192.0.2.17", "mx.sender.example", "a@example.org", silent).get(0);
        assertThat(keys("192.0.2.99", "mx.sender.example", "a@example.org", awake))
                .contains(first);
    }

    @Test
    void serversOfOnePoolShareTheirKeyWhereverTheyStand() {
        SenderFacts pass = facts(SpfResult.PASS, 24, HeloName.UNCONFIRMED);
        assertThat(keys("192.0.2.1", "a.example.org", "x@example.org", pass).get(0))
                .isEqualTo(keys("198.51.100.1", "b.example.org", "y@example.org", pass)
                        .get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "a@b.example,      x.example,   b.example",
        "'',               MX.Example,  mx.example",
        "'',               [192.0.2.1], [192.0.2.1]",
        "'',               '',          ''"
    })
    void aBounceIsKnownByItsHelo(String from, String helo, String domain) {
        assertThat(GreyKey.domain(ReversePath.of(EmailAddress.parse(from)), helo))
                .isEqualTo(domain);
    }

    @Test
    void anOverlongHeloIsCut() {
        assertThat(GreyKey.domain(new ReversePath.Null(), "x".repeat(500))).hasSize(255);
    }

    private static List<GreyKey> keys(String client, String helo, String from, SenderFacts facts) {
        return GreyKey.candidates(address(client), helo, ReversePath.of(EmailAddress.parse(from)), facts);
    }

    private static SenderFacts facts(SpfResult spf, int bits, HeloName helo) {
        return new SenderFacts(
                spf,
                Optional.of("example.org"),
                ReverseName.NONE,
                Optional.empty(),
                bits < 0 ? OptionalInt.empty() : OptionalInt.of(bits),
                helo,
                false);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
