package org.ecluse.filter.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.policy.Doubt;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R1.4")
class SenderDoubtsTest {
    private static final String GOOD_NAME = "mail.sender.example";

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            nothing speaks against it,    PASS,      CONFIRMED,   mail.sender.example,    CONFIRMED,   false, '',                ''
            nothing could be looked up,   TEMPERROR, UNKNOWN,     '',                     UNKNOWN,     false, '',                ''
            no policy is no doubt,        NONE,      CONFIRMED,   mail.sender.example,    UNCONFIRMED, false, '',                ''
            neutral and broken SPF,       PERMERROR, CONFIRMED,   mail.sender.example,    CONFIRMED,   false, '',                ''
            SPF fail,                     FAIL,      CONFIRMED,   mail.sender.example,    CONFIRMED,   false, '',                SPF_FAIL
            SPF softfail,                 SOFTFAIL,  CONFIRMED,   mail.sender.example,    CONFIRMED,   false, '',                SPF_SOFTFAIL
            no reverse name,              NONE,      NONE,        '',                     CONFIRMED,   false, '',                NO_REVERSE_NAME
            a reverse name that lies,     NONE,      UNCONFIRMED, '',                     CONFIRMED,   false, '',                NO_REVERSE_NAME
            a subscriber's line,          NONE,      CONFIRMED,   192-0-2-17.example.net, CONFIRMED,   false, '',                GENERIC_REVERSE_NAME
            HELO forbidden by SPF,        NONE,      CONFIRMED,   mail.sender.example,    FORBIDDEN,   false, '',                FORGED_HELO
            DMARC without SPF,            NONE,      CONFIRMED,   mail.sender.example,    CONFIRMED,   true,  '',                DMARC_WITHOUT_SPF
            spoke before the banner,      PASS,      CONFIRMED,   mail.sender.example,    CONFIRMED,   false, EARLY_TALKER,      EARLY_TALKER
            sent ahead of replies,        PASS,      CONFIRMED,   mail.sender.example,    CONFIRMED,   false, PIPELINING_ABUSE,  PIPELINING_ABUSE
            a fault that is no doubt,     PASS,      CONFIRMED,   mail.sender.example,    CONFIRMED,   false, LONG_LINE,         ''
            several,                      FAIL,      NONE,        '',                     UNCONFIRMED, false, LONG_LINE EARLY_TALKER, SPF_FAIL NO_REVERSE_NAME EARLY_TALKER
            """)
    void whatSpeaksAgainstASender(
            String name,
            SpfResult spf,
            ReverseName reverse,
            String reverseName,
            HeloName helo,
            boolean dmarcWithoutSpf,
            String faults,
            String doubts)
            throws Exception {
        SenderFacts facts = new SenderFacts(
                spf,
                Optional.of("sender.example"),
                reverse,
                Optional.of(reverseName).filter(found -> !found.isEmpty()),
                OptionalInt.empty(),
                helo,
                dmarcWithoutSpf);
        Set<Doubt> found = SenderDoubts.of(
                facts, InetAddress.getByName("192.0.2.17"), GOOD_NAME, List.of(faults.split(" ")), own());
        assertThat(found).isEqualTo(doubts(doubts));
        assertThat(SenderDoubts.suffice(found)).isEqualTo(!doubts.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"true, 0.1, LISTED", "true, 0, ''", "false, 1, ''"})
    void aBlockListIsADoubtAndAnAllowListIsNone(boolean blocks, double strength, String doubts) throws Exception {
        SenderFacts facts = SenderFacts.UNKNOWN.with(List.of(new SenderFacts.Listing("DNSBL_A", blocks, strength, "")));
        assertThat(SenderDoubts.of(facts, InetAddress.getByName("192.0.2.17"), GOOD_NAME, List.of(), own()))
                .isEqualTo(doubts(doubts));
    }

    @Test
    void aNewDomainAloneDelaysNobody() {
        assertThat(SenderDoubts.suffice(EnumSet.of(Doubt.NEW_DOMAIN))).isFalse();
        assertThat(SenderDoubts.suffice(EnumSet.of(Doubt.NEW_DOMAIN, Doubt.LISTED)))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({
        "mx.service.example,        192.0.2.17,   true", // our host name
        "MX.Service.Example,        192.0.2.17,   true",
        "service.example,           192.0.2.17,   true",
        "other.service.example,     192.0.2.17,   true",
        "myservice.example,         192.0.2.17,   false",
        "mx.service.example,        203.0.113.25, false", // we ourselves
        "[203.0.113.25],            192.0.2.17,   true", // our address
        "203.0.113.25,              192.0.2.17,   true",
        "[8.8.8.8],                 192.0.2.17,   true", // another public address
        "8.8.8.8,                   192.0.2.17,   true",
        "[192.0.2.17],              192.0.2.17,   false",
        "192.0.2.17,                192.0.2.17,   false",
        "[10.1.2.3],                192.0.2.17,   false", // behind a translator of addresses
        "[127.0.0.1],               192.0.2.17,   false",
        "[IPv6:2001:db8::1],        2001:db8::1,  false",
        "[IPv6:2a00:1450::1],       2001:db8::1,  true",
        "localhost,                 192.0.2.17,   true",
        "localhost.localdomain,     192.0.2.17,   true",
        "localhost,                 127.0.2.1,    false",
        "mail.sender.example,       192.0.2.17,   false", // a name that may resolve elsewhere is no forgery
        "999.1.1.1,                 192.0.2.17,   false",
        "[IPv6:zz],                 192.0.2.17,   false",
        "[],                        192.0.2.17,   false",
        "'',                        192.0.2.17,   false"
    })
    void onlyClearForgeriesOfHelo(String helo, String client, boolean forged) throws Exception {
        assertThat(HeloClaim.isForged(helo, InetAddress.getByName(client), own()))
                .isEqualTo(forged);
    }

    private static HeloClaim.OwnNames own() throws Exception {
        return new HeloClaim.OwnNames(
                Set.of("service.example", "mx.service.example"), InetAddress.getByName("203.0.113.25"));
    }

    private static Set<Doubt> doubts(String names) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Doubt::valueOf)
                .collect(Collectors.toSet());
    }
}
