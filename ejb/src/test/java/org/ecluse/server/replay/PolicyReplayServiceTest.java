package org.ecluse.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.replay.Difference;
import org.ecluse.replay.ReplayTally;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.policy.PolicyAdministration;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.FindingRow;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.server.tracking.TombstoneRow;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.ScoredFinding;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Covers("B5")
class PolicyReplayServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-20T05:00:00Z");
    private static final Viewer PLATFORM = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
    private static final FilterPolicy NO_BULK = PolicyDocument.parse("{\"heldBulk\":[]}");

    private final MovingClock clock = new MovingClock(NOW);
    private final TestPersistence persistence = TestPersistence.empty();
    private final DomainRows rows = persistence.wire(new DomainRows());
    private final AuditTrail audit = persistence.wire(new AuditTrail(), clock);
    private final PolicyAdministration policies = persistence.wire(new PolicyAdministration(), rows, audit, clock);
    private final PolicyReplayService replays = persistence.wire(
            new PolicyReplayService(),
            persistence.wire(new StoredDecisionReader()),
            policies,
            persistence.wire(new DirectoryService(), rows, audit, clock),
            audit,
            clock);
    private CustomerRow customer;
    private DomainRow domain;

    @BeforeEach
    void open() {
        customer = persistence.saved(new CustomerRow("Demo", "fr", "Europe/Paris", NOW));
        domain = domain(customer, "demo.example");
    }

    @Test
    void everyCopyIsDecidedAgainAndDifferencesAreListedNewestFirst() {
        String older = copy(customer, domain, "a@demo.example", NOW.minusSeconds(60), "BULK_NEWSLETTER");
        copy(customer, domain, "b@demo.example", NOW.minusSeconds(50), "SPF_NONE");
        String newer = copy(customer, domain, "c@demo.example", NOW.minusSeconds(40), "BULK_NEWSLETTER");

        ReplayResult result = replay(Optional.empty(), NO_BULK, 7, 50, Optional.empty());
        assertThat(result.examined()).isEqualTo(3);
        assertThat(result.changed()).isEqualTo(2);
        assertThat(result.differences()).extracting(Difference::copyId).containsExactly(newer, older);
        assertThat(result.steps())
                .isEqualTo(Map.of(new ReplayTally.Step(Disposition.QUARANTINE, Disposition.DELIVER, false), 2L));
        assertThat(result.next()).isEmpty();
        assertThat(persistence.count("AuditRow x")).isEqualTo(1);
    }

    @Test
    void aCopysOwnFindingsCountForItAlone() {
        MessageRow message = message(NOW.minusSeconds(60));
        CopyRow held =
                copyRow(message, 1, customer, domain, "a@demo.example", VerdictName.RED_LIST, Disposition.REJECT);
        copyRow(message, 2, customer, domain, "b@demo.example", VerdictName.CLEAN, Disposition.DELIVER);
        persistence.saved(new FindingRow(message.id(), held.id(), Finding.of("LIST_BLOCKED")));
        ReplayResult result = replay(Optional.empty(), NO_BULK, 7, 50, Optional.empty());
        assertThat(result.examined()).isEqualTo(2);
        assertThat(result.changed()).isZero();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        int all = StoredDecisionReader.PAGE + 20;
        List<String> expected = new ArrayList<>();
        persistence.inTransaction(() -> {
            for (int i = 0; i < all; i++) {
                // Several at one instant: the id tells them apart.
                expected.add(0, copy(customer, domain, "a@demo.example", NOW.minusSeconds(60), "BULK_SOCIAL"));
            }
        });
        List<String> seen = new ArrayList<>();
        long examined = 0;
        Optional<String> after = Optional.empty();
        do {
            ReplayResult page = replay(Optional.empty(), NO_BULK, 7, 200, after);
            page.differences().forEach(each -> seen.add(each.copyId()));
            examined += page.examined();
            after = page.next();
        } while (after.isPresent());
        assertThat(seen).isEqualTo(expected);
        assertThat(examined).isEqualTo(all);
    }

    @Test
    void onlyTheAskedDaysCount() {
        copy(customer, domain, "a@demo.example", NOW.minus(Duration.ofDays(2)), "BULK_NEWSLETTER");
        assertThat(replay(Optional.empty(), NO_BULK, 1, 50, Optional.empty()).examined())
                .isZero();
        assertThat(replay(Optional.empty(), NO_BULK, 2, 50, Optional.empty()).examined())
                .isEqualTo(1);
    }

    @Test
    void aCustomersDraftConcernsOnlyDomainsThatFollowIt() {
        DomainRow other = domain(customer, "own.example");
        policies.publish(PLATFORM, customer.id(), Optional.of("own.example"), FilterPolicy.DEFAULT);
        String following = copy(customer, domain, "a@demo.example", NOW.minusSeconds(60), "BULK_NEWSLETTER");
        String own = copy(customer, other, "a@own.example", NOW.minusSeconds(60), "BULK_NEWSLETTER");
        destroyed("d@demo.example", "BULK_NEWSLETTER");
        destroyed("d@own.example", "BULK_NEWSLETTER");

        assertThat(ids(replay(Optional.empty(), NO_BULK, 7, 50, Optional.empty())))
                .containsExactly(following, "d@demo.example");
        assertThat(ids(replay(Optional.of("own.example"), NO_BULK, 7, 50, Optional.empty())))
                .containsExactly(own, "d@own.example");
    }

    @Test
    @Covers("B16")
    void aDestroyedCopyIsDecidedAgainFromItsTombstone() {
        destroyed("d@demo.example", "VIRUS_FOUND");
        Difference difference = replay(
                        Optional.empty(),
                        PolicyDocument.parse("{\"virusAction\":\"THREAT_QUARANTINE\"}"),
                        7,
                        50,
                        Optional.empty())
                .differences()
                .get(0);
        assertThat(difference.before().disposition()).isEqualTo(Disposition.DESTROY);
        assertThat(difference.after().disposition()).isEqualTo(Disposition.THREAT_QUARANTINE);
        assertThat(difference.after().decidedBy()).contains("VIRUS_FOUND");
    }

    @Test
    void nothingOfAnotherCustomerIsReplayed() {
        CustomerRow stranger = persistence.saved(new CustomerRow("Stranger", "fr", "UTC", NOW));
        DomainRow foreign = domain(stranger, "foreign.example");
        copy(stranger, foreign, "a@foreign.example", NOW.minusSeconds(60), "BULK_NEWSLETTER");
        Viewer own = new Viewer("admin", Role.CUSTOMER_ADMINISTRATOR, Optional.of(customer.id()));

        assertThat(replay(Optional.empty(), NO_BULK, 7, 50, Optional.empty()).examined())
                .isZero();
        assertThatThrownBy(() -> replays.replay(own, stranger.id(), Optional.empty(), NO_BULK, request("")))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(
                        () -> replays.replay(own, customer.id(), Optional.of("foreign.example"), NO_BULK, request("")))
                .isInstanceOf(NotThereException.class);
        Viewer reader = new Viewer("desk", Role.HELP_DESK, Optional.of(customer.id()));
        assertThatThrownBy(() -> replays.replay(reader, customer.id(), Optional.empty(), NO_BULK, request("")))
                .isInstanceOf(DeniedException.class);
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        for (String place :
                List.of("x", "C.1", "C.99999999999999999.1", "C.1.99999999999999999999", "D.1.1", "C.-1.1")) {
            assertThatThrownBy(() -> replays.replay(PLATFORM, customer.id(), Optional.empty(), NO_BULK, request(place)))
                    .as(place)
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> new ReplayRequest(0, 50, Optional.empty())).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new ReplayRequest(32, 50, Optional.empty())).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new ReplayRequest(1, 201, Optional.empty())).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void everyVersionIsKeptAndCanBeBroughtBack() {
        long first = publish(20);
        for (int days = 21; days < 80; days++) {
            publish(days);
        }
        assertThat(policies.rollBack(PLATFORM, customer.id(), Optional.empty(), first)
                        .policy()
                        .quarantineDays())
                .as("older than the fifty that are shown")
                .isEqualTo(20);
        policies.publish(PLATFORM, customer.id(), Optional.of("demo.example"), FilterPolicy.DEFAULT);
        assertThatThrownBy(() -> policies.rollBack(PLATFORM, customer.id(), Optional.of("demo.example"), first))
                .isInstanceOf(NotThereException.class);
    }

    private long publish(int days) {
        return policies.publish(
                        PLATFORM,
                        customer.id(),
                        Optional.empty(),
                        PolicyDocument.parse("{\"quarantineDays\":" + days + "}"))
                .number();
    }

    private static ReplayRequest request(String after) {
        return new ReplayRequest(7, 50, Optional.of(after).filter(text -> !text.isEmpty()));
    }

    private ReplayResult replay(
            Optional<String> name, FilterPolicy draft, int days, int limit, Optional<String> after) {
        return replays.replay(PLATFORM, customer.id(), name, draft, new ReplayRequest(days, limit, after));
    }

    /** Tombstones by their recipient. */
    private static List<String> ids(ReplayResult result) {
        return result.differences().stream()
                .map(each -> each.copyId().equals("gone") ? each.recipient() : each.copyId())
                .toList();
    }

    private DomainRow domain(CustomerRow owner, String name) {
        return persistence.saved(new DomainRow(
                owner.id(), name, RecipientCheck.ACCEPT_ALL, UnknownRecipients.REFUSE, null, true, true, NOW));
    }

    /** A copy held as bulk, or delivered; its public id. */
    private String copy(CustomerRow owner, DomainRow where, String recipient, Instant at, String symbol) {
        boolean bulk = symbol.startsWith("BULK_");
        MessageRow message = message(at);
        copyRow(
                message,
                1,
                owner,
                where,
                recipient,
                bulk ? VerdictName.PNS : VerdictName.CLEAN,
                bulk ? Disposition.QUARANTINE : Disposition.DELIVER);
        save(new FindingRow(message.id(), null, Finding.of(symbol)));
        return message.publicId() + ".1";
    }

    private MessageRow message(Instant at) {
        MessageRow message = new MessageRow(
                MessageId.create(clock),
                MessageRow.Origin.INBOUND,
                at,
                "192.0.2.1",
                "b.example",
                "a@b.example",
                "a@b.example",
                "Offer",
                5000,
                MessageRow.Content.GONE,
                "");
        message.holds("[]");
        return save(message);
    }

    private CopyRow copyRow(
            MessageRow message,
            int number,
            CustomerRow owner,
            DomainRow where,
            String recipient,
            VerdictName verdict,
            Disposition disposition) {
        return save(new CopyRow(
                message,
                number,
                owner.id(),
                where.id(),
                recipient,
                recipient,
                verdict,
                disposition,
                CopyRow.State.DELIVERED,
                0,
                0,
                false,
                "",
                ""));
    }

    private void destroyed(String recipient, String symbol) {
        boolean virus = symbol.equals("VIRUS_FOUND");
        TombstoneRow row = new TombstoneRow(
                customer.id(),
                "gone",
                NOW.minusSeconds(30),
                virus ? VerdictName.VIRUS : VerdictName.PNS,
                0,
                symbol,
                "",
                "",
                recipient);
        row.restsOn(
                List.of(new ScoredFinding(Finding.of(symbol), 0)),
                virus ? Disposition.DESTROY : Disposition.QUARANTINE,
                0,
                5000);
        save(row);
    }

    private <T> T save(T row) {
        persistence.inTransaction(() -> persistence.entityManager().persist(row));
        return row;
    }
}
