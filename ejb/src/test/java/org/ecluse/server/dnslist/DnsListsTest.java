package org.ecluse.server.dnslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecluse.dnslist.AnswerCode;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.dnslist.KnownLists;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.dnslist.ListState.Health;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The service's lists as its administrators change them (B9). */
@Covers({"B9", "B14"})
class DnsListsTest {
    private static final Viewer PLATFORM = new Viewer("admin", Role.PLATFORM_ADMINISTRATOR, Optional.empty());

    private final FakeDns dns = new FakeDns();
    private final MovingClock clock = new MovingClock(Mails.NOW);
    private TestPersistence persistence;
    private DnsListWatch watch;
    private DnsLists lists;

    @BeforeEach
    void open() {
        persistence = TestPersistence.empty();
        DnsListAdministration administration =
                persistence.wire(new DnsListAdministration(), persistence.wire(new AuditTrail(), clock), clock);
        watch = new DnsListWatch(administration, dns, clock);
        lists = persistence.wire(new DnsLists(), administration, watch);
    }

    @Test
    void nothingIsAskedUntilSomebodyAddsAList() {
        watch.reload();
        assertThat(lists.all(PLATFORM)).isEmpty();
        assertThat(watch.states()).isEmpty();
        assertThat(lists.known(PLATFORM)).hasSizeGreaterThan(3);
    }

    @Test
    void everyKnownListCanBeAddedAsItIs() {
        for (DnsList known : KnownLists.all()) {
            DnsListLine added = lists.add(PLATFORM, draft(known, false));
            assertThat(lists.one(PLATFORM, known.name()).configured().list()).isEqualTo(known);
            assertThat(added.state()).isEmpty();
        }
        assertThat(dns.queries()).isZero();
    }

    @Test
    void aNewListIsLookedAtBeforeItIsAsked() {
        assertThat(health(lists.add(PLATFORM, draft("Mine", "bl.example")))).isEqualTo(Health.SWITCHED_OFF);
        dns.address("2.0.0.127.bl.example", "127.0.0.2");
        assertThat(health(lists.check(PLATFORM, "MINE"))).isEqualTo(Health.BELIEVED);
        assertThat(lists.turn(PLATFORM, "MINE", false).state()).isEmpty();
        assertThat(watch.states()).isEmpty();
        assertThat(health(lists.turn(PLATFORM, "MINE", true))).isEqualTo(Health.BELIEVED);
    }

    @Test
    void aListCanBeChangedAndRemovedAndWhoDidItIsWrittenDown() {
        lists.add(PLATFORM, draft("Mine", "bl.example"));
        DnsListLine changed = lists.change(
                PLATFORM,
                "MINE",
                new DnsListDraft(
                        "another title",
                        "Other.Example",
                        Kind.ALLOW,
                        Set.of(Subject.IPV6),
                        List.of("127.0.0.9 0.5 nine", ""),
                        true));
        DnsList list = changed.configured().list();
        assertThat(list.title()).isEqualTo("Mine");
        assertThat(list.zone().value()).isEqualTo("other.example");
        assertThat(list.symbol()).isEqualTo("DNSWL_MINE");
        assertThat(list.codes()).containsExactly(new AnswerCode("127.0.0.9", 0.5, "nine"));
        lists.remove(PLATFORM, "MINE");
        assertThat(lists.all(PLATFORM)).isEmpty();
        assertThat(watch.states()).isEmpty();
        assertThat(persistence.count("AuditRow x where x.action = 'DNS_LIST_CHANGED' and x.actor = 'admin'"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'',    zone.example, IPV4, 127.0.0.2 1 x, title, error.dnslist.title",
        "…,     zone.example, IPV4, 127.0.0.2 1 x, title, error.dnslist.title",
        "mine,  zone.example, IPV4, 127.0.0.2 1 x, title, error.dnslist.double",
        "A,     bl.example,   IPV4, 127.0.0.2 1 x, zone,  error.dnslist.double",
        "A,     not a zone,   IPV4, 127.0.0.2 1 x, zone,  error.dnslist.zone",
        "A,     localhost,    IPV4, 127.0.0.2 1 x, zone,  error.dnslist.zone",
        "A,     zone.example, '',   127.0.0.2 1 x, asked, error.dnslist.asked",
        "A,     zone.example, IPV4, '',            codes, error.dnslist.codes",
        "A,     zone.example, IPV4, 10.0.0.2 1 x,  codes, error.dnslist.codes"
    })
    void whatCannotBeUsedIsRefusedAtItsField(
            String title, String zone, String asked, String codes, String field, String key) {
        lists.add(PLATFORM, draft("Mine", "bl.example"));
        DnsListDraft draft = new DnsListDraft(
                title,
                zone,
                Kind.BLOCK,
                asked.isEmpty() ? Set.of() : Set.of(Subject.valueOf(asked)),
                List.of(codes),
                true);
        assertThatThrownBy(() -> lists.add(PLATFORM, draft)).isInstanceOfSatisfying(InvalidInputException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.textKey()).isEqualTo(key);
        });
        assertThat(lists.all(PLATFORM)).hasSize(1);
    }

    /** Anybody can write its domain into From. */
    @Test
    void anAllowListOfDomainsIsRefused() {
        DnsListDraft draft = new DnsListDraft(
                "A",
                "a.example",
                Kind.ALLOW,
                Set.of(Subject.IPV4, Subject.DOMAIN),
                List.of("127.0.0.2 1 listed"),
                true);
        assertThatThrownBy(() -> lists.add(PLATFORM, draft))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("asked: error.dnslist.claims");
    }

    @Test
    void thereAreAtMostTwenty() {
        IntStream.range(0, 20).forEach(i -> lists.add(PLATFORM, draft("List " + i, i + ".example")));
        assertThatThrownBy(() -> lists.add(PLATFORM, draft("One more", "more.example")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("error.dnslist.many");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CUSTOMER_ADMINISTRATOR", "QUARANTINE_MANAGER", "HELP_DESK"})
    void onlyThePlatformsAdministratorsSeeAndChangeThem(Role role) {
        lists.add(PLATFORM, draft("Mine", "bl.example"));
        Viewer other = new Viewer("other", role, Optional.of(1L));
        assertThatThrownBy(() -> lists.all(other)).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> lists.known(other)).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> lists.one(other, "MINE")).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> lists.add(other, draft("A", "a.example"))).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> lists.change(other, "MINE", draft("A", "a.example")))
                .isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> lists.turn(other, "MINE", false)).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> lists.check(other, "MINE")).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> lists.remove(other, "MINE")).isInstanceOf(DeniedException.class);
        assertThat(lists.all(PLATFORM)).hasSize(1);
    }

    @Test
    void aListThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> lists.one(PLATFORM, "NONE")).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> lists.remove(PLATFORM, "NONE")).isInstanceOf(NotThereException.class);
    }

    private static Health health(DnsListLine line) {
        return line.state().orElseThrow().health();
    }

    private static DnsListDraft draft(String title, String zone) {
        return new DnsListDraft(title, zone, Kind.BLOCK, Set.of(Subject.IPV4), List.of("127.0.0.2 1 listed"), true);
    }

    private static DnsListDraft draft(DnsList list, boolean active) {
        return new DnsListDraft(
                list.title(),
                list.zone().value(),
                list.kind(),
                list.asked(),
                list.codes().stream().map(AnswerCode::line).toList(),
                active);
    }
}
