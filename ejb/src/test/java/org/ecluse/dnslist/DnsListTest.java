package org.ecluse.dnslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.dnslist.ListReading.State;
import org.ecluse.mail.DomainName;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, what an answer says, and when a list is believed (B9, RFC 5782). */
@Covers("B9")
class DnsListTest {
    private static final String ZONE = "bl.example";
    /** What follows the last octet of ::FFFF:7F00:n. */
    private static final String MAPPED = ".0.0.0.0.0.f.7.f.f.f.f" + ".0".repeat(20);

    private final FakeDns dns = new FakeDns();

    @ParameterizedTest
    @CsvSource({
        "192.0.2.99, 99.2.0.192.bl.example",
        "2001:db8:1:2:3:4:567:89ab, b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.bl.example"
    })
    void anAddressIsAskedForBackwards(String client, String name) throws Exception {
        assertThat(ListQuestion.about(InetAddress.getByName(client), list(Subject.IPV4, Subject.IPV6)))
                .contains(name);
    }

    @Test
    void onlyWhatTheListKnowsIsAsked() throws Exception {
        DomainName domain = new DomainName("example.org");
        assertThat(ListQuestion.about(InetAddress.getByName("2001:db8::1"), list(Subject.IPV4)))
                .isEmpty();
        assertThat(ListQuestion.about(InetAddress.getByName("192.0.2.1"), list(Subject.IPV6)))
                .isEmpty();
        assertThat(ListQuestion.about(InetAddress.getByName("192.0.2.1"), list(Subject.DOMAIN)))
                .isEmpty();
        assertThat(ListQuestion.about(domain, list(Subject.IPV4))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.org,             example.org.bl.example",
        "a.mail.example.co.uk,    a.mail.example.co.uk.bl.example example.co.uk.bl.example",
        "192.0.2.1,               ''", // lists call it a misuse, and that would switch them off
        "mail.example.1,          ''",
        "localhost,               ''",
        "co.uk,                   ''"
    })
    void aDomainIsAskedForWithTheRegisteredOne(String domain, String names) {
        assertThat(String.join(" ", ListQuestion.about(new DomainName(domain), list(Subject.DOMAIN))))
                .isEqualTo(names);
    }

    @Test
    void aNameTooLongForTheDnsIsNotAsked() {
        DomainName longest = new DomainName("a.".repeat(116) + "example.org");
        assertThat(ListQuestion.about(longest, list(Subject.DOMAIN))).containsExactly("example.org.bl.example");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                           NOT_LISTED, , '',                 0",
        "127.0.0.2,                    LISTED,     , spam source,        1",
        "127.0.0.10,                   LISTED,     , dial-up,            0.5",
        "127.0.0.11,                   LISTED,     , dial-up,            0.5",
        "127.0.0.10 127.0.0.2,         LISTED,     , 'spam source, dial-up', 1",
        "127.0.0.12,                   WRONG, UNDOCUMENTED_ANSWER, '',   0",
        "127.0.0.1,                    WRONG, UNDOCUMENTED_ANSWER, '',   0",
        "127.0.1.2,                    WRONG, UNDOCUMENTED_ANSWER, '',   0",
        "127.0.0.2 127.255.255.254,    WRONG, REFUSES, '',               0",
        "127.255.255.252,              WRONG, REFUSES, '',               0",
        "127.255.255.255,              WRONG, REFUSES, '',               0",
        "203.0.113.7,                  WRONG, FOREIGN_ANSWER, '',        0",
        "127.0.0.2 203.0.113.7,        WRONG, FOREIGN_ANSWER, '',        0"
    })
    void onlyDocumentedAnswersCount(String answers, State state, ListFault wrong, String meaning, double strength) {
        Arrays.stream(answers.split(" ")).filter(a -> !a.isEmpty()).forEach(a -> dns.address("x." + ZONE, a));
        ListReading reading = ListReading.of(list(Subject.IPV4), dns.a("x." + ZONE));
        assertThat(reading.state()).isEqualTo(state);
        assertThat(reading.wrong()).isEqualTo(Optional.ofNullable(wrong));
        assertThat(reading.meaning()).isEqualTo(meaning);
        assertThat(reading.strength()).isEqualTo(strength);
    }

    @Test
    void silenceSaysNothing() {
        dns.timeout("x." + ZONE);
        assertThat(ListReading.of(list(Subject.IPV4), dns.a("x." + ZONE)).state())
                .isEqualTo(State.SILENT);
    }

    @Test
    void theTestPointsAreThoseOfTheStandard() {
        assertThat(TestPoint.of(list(Subject.IPV4, Subject.IPV6, Subject.DOMAIN)))
                .containsExactly(
                        new TestPoint("2.0.0.127." + ZONE, true),
                        new TestPoint("1.0.0.127." + ZONE, false),
                        new TestPoint("2" + MAPPED + "." + ZONE, true),
                        new TestPoint("1" + MAPPED + "." + ZONE, false),
                        new TestPoint("test." + ZONE, true),
                        new TestPoint("invalid." + ZONE, false));
    }

    @Test
    void aListIsBelievedWhileItsTestPointsAreRight() {
        healthy();
        assertThat(check().fault()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "1.0.0.127, 127.0.0.2,       LISTS_EVERYTHING,    ''",
        "invalid,   127.0.0.2,       LISTS_EVERYTHING,    ''",
        "1.0.0.127, 203.0.113.7,     FOREIGN_ANSWER,      203.0.113.7",
        "test,      127.255.255.254, REFUSES,             127.255.255.254",
        "2.0.0.127, 127.0.0.99,      UNDOCUMENTED_ANSWER, 127.0.0.99",
        "odd,       127.0.0.99,      UNDOCUMENTED_ANSWER, 127.0.0.99"
    })
    void oneWrongAnswerIsEnoughNotToBelieveIt(String name, String answer, ListFault fault, String detail) {
        healthy();
        dns.address(name + "." + ZONE, answer);
        assertThat(check()).isEqualTo(new ListCheck(Optional.of(fault), detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0.127", "test", "v6"})
    void anEmptyListIsNotBelieved(String missing) {
        healthyBut(missing.equals("v6") ? "2" + MAPPED : missing);
        assertThat(check().fault()).contains(ListFault.TEST_POINT_MISSING);
    }

    @Test
    void aSilentListIsNotBelieved() {
        healthy();
        dns.timeout("1.0.0.127." + ZONE);
        assertThat(check().fault()).contains(ListFault.NO_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.4 1 infected machine, 127.0.0.4, 1, infected machine",
        "' 127.0.2-15.1  0.25   low ', 127.0.2-15.1, 0.25, low",
        "127.0.0.4 0.0001 hardly, 127.0.0.4, 0.0001, hardly",
        "127.0.0.4 0 none, 127.0.0.4, 0, none"
    })
    void anAnswerIsWrittenInALine(String line, String pattern, double strength, String meaning) {
        AnswerCode code = AnswerCode.parse(line).orElseThrow();
        assertThat(code).isEqualTo(new AnswerCode(pattern, strength, meaning));
        assertThat(AnswerCode.parse(code.line())).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.4",
                "127.0.0.4 1",
                "127.0.0.4 2 too strong",
                "127.0.0.4 -1 negative",
                "10.0.0.4 1 elsewhere",
                "126-128.0.0.4 1 too wide",
                "127.0.0 1 too short",
                "127.0.0.4. 1 too long",
                "127.0.0.256 1 no octet",
                "127.0.0.9-4 1 backwards",
                "x 1 word"
            })
    void aLineThatIsNoAnswerIsNone(String line) {
        assertThat(AnswerCode.parse(line)).isEmpty();
    }

    @Test
    void aNameIsMadeOfTheTitleAndStable() {
        assertThat(DnsList.nameOf("Spamhaus ZEN")).isEqualTo("SPAMHAUS_ZEN");
        assertThat(DnsList.nameOf(" Liste générale (2) ")).isEqualTo("LISTE_GENERALE_2");
        assertThat(DnsList.nameOf("–")).isEmpty();
        assertThat(list(Subject.IPV4).symbol()).isEqualTo("DNSBL_MY_LIST");
    }

    @Test
    void aListThatCannotBeAskedIsNone() {
        DnsList good = list(Subject.IPV4);
        assertThatThrownBy(() -> new DnsList("…", good.zone(), good.kind(), good.asked(), good.codes()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DnsList("A", new DomainName("localhost"), good.kind(), good.asked(), good.codes()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DnsList("A", good.zone(), good.kind(), Set.of(), good.codes()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DnsList("A", good.zone(), good.kind(), good.asked(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKnownListsDocumentTheirTestPoints() throws Exception {
        assertThat(KnownLists.all())
                .extracting(DnsList::symbol)
                .containsExactly(
                        "DNSBL_SPAMHAUS_ZEN", "DNSBL_SPAMHAUS_DBL", "DNSBL_SPAMCOP", "DNSBL_BARRACUDA", "DNSWL_DNSWL");
        // As they are answered today: 2.0.0.127.zen.spamhaus.org, test.dbl.spamhaus.org, 2.0.0.127.list.dnswl.org.
        assertThat(known("SPAMHAUS_ZEN", "127.0.0.2", "127.0.0.4", "127.0.0.10").meaning())
                .isEqualTo("SBL, XBL, PBL");
        assertThat(known("SPAMHAUS_DBL", "127.0.1.2").state()).isEqualTo(State.LISTED);
        assertThat(known("SPAMHAUS_DBL", "127.0.1.255").state()).isEqualTo(State.WRONG);
        assertThat(known("DNSWL", "127.0.10.0").state()).isEqualTo(State.LISTED);
        assertThat(known("DNSWL", "127.0.5.3").strength()).isEqualTo(1);
        assertThat(known("DNSWL", "127.0.0.255").state()).isEqualTo(State.WRONG);
        assertThat(known("DNSWL", "127.0.10.3").state()).isEqualTo(State.WRONG);
    }

    private static ListReading known(String name, String... answers) {
        FakeDns dns = new FakeDns();
        Arrays.stream(answers).forEach(answer -> dns.address("x.example", answer));
        return ListReading.of(KnownLists.named(name).orElseThrow(), dns.a("x.example"));
    }

    private void healthy() {
        healthyBut("");
    }

    private void healthyBut(String missing) {
        for (String point : List.of("2.0.0.127", "2" + MAPPED, "test")) {
            if (!point.equals(missing)) {
                dns.address(point + "." + ZONE, "127.0.0.2");
            }
        }
    }

    private ListCheck check() {
        DnsList list = list(Subject.IPV4, Subject.IPV6, Subject.DOMAIN);
        Map<String, DnsAnswer<InetAddress>> answers = new HashMap<>();
        TestPoint.of(list).forEach(point -> answers.put(point.name(), dns.a(point.name())));
        answers.put("odd." + ZONE, dns.a("odd." + ZONE));
        return ListCheck.of(list, answers, Optional.of("odd." + ZONE));
    }

    private static DnsList list(Subject... asked) {
        return new DnsList(
                "My list",
                new DomainName(ZONE),
                Kind.BLOCK,
                Set.of(asked),
                List.of(
                        new AnswerCode("127.0.0.2", 1, "spam source"),
                        new AnswerCode("127.0.0.10-11", 0.5, "dial-up")));
    }
}
