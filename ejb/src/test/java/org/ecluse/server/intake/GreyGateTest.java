package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.greylist.GreyDecision.Kind;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.greylist.GreyAnswer;
import org.ecluse.server.greylist.GreyNotice;
import org.ecluse.server.greylist.GreyTry;
import org.ecluse.server.greylist.GreyZone;
import org.ecluse.server.policy.PolicySnapshots;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.verdict.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One decision in a transaction, who skips it, and the reply (R1.4, R1.5, R1.15). */
@Covers({"R1.4", "R1.5", "R1.15"})
class GreyGateTest {
    private static final String ALICE = "alice@demo.example";
    private static final String BOB = "bob@demo.example";

    private final FakeZone zone = new FakeZone();
    private final FakeSnapshots snapshots = new FakeSnapshots();
    private final ServerSettings settings = new SettingsReader(key -> Optional.ofNullable(Map.of(
                            "ecluse.demo", "true",
                            "ecluse.smtp.trusted-networks", "198.51.100.0/24",
                            "ecluse.service.public-url", "https://mail.example.org")
                    .get(key)))
            .read();
    private final GreyGate gate = TestPersistence.empty().wire(new GreyGate(), zone, snapshots, settings);
    private IntakeTransaction transaction;

    @BeforeEach
    void begin() {
        transaction = new IntakeTransaction(
                ReversePath.of(EmailAddress.parse("info@sender.example")),
                new SmtpSender(
                        "info@sender.example", OptionalLong.empty(), false, false, Optional.empty(), Optional.empty()),
                CompletableFuture.completedFuture(SenderFacts.UNKNOWN),
                Instant.EPOCH);
    }

    @Test
    void aDelayedRecipientHearsWhenToComeBackAndWhereToRead() throws SQLException {
        assertThat(rcpt(ALICE))
                .isEqualTo("421 4.7.1 throttle: firsttry - retry after 2 min, within 1 h"
                        + " - https://mail.example.org/d/AAAAAAAAAAAAAAAAAAAAAA");
        zone.kind = Kind.EARLY;
        begin();
        assertThat(rcpt(ALICE)).startsWith("421 4.7.1 throttle early - ");
        zone.kind = Kind.LATE;
        begin();
        assertThat(rcpt(ALICE)).startsWith("421 4.7.1 throttle late - ");
    }

    @Test
    void thePolicyMayKeepTheSession() throws SQLException {
        snapshots.close = false;
        assertThat(rcpt(ALICE)).startsWith("451 4.7.1 throttle: firsttry - ");
        assertThat(rcpt(BOB)).startsWith("451 4.7.1 throttle: firsttry - "); // not "early": it is one decision
        assertThat(zone.decisions).isEqualTo(1);
        assertThat(zone.told).containsExactly(BOB);
    }

    @Test
    void after421NothingIsAcceptedSoOnly451FollowsAnAcceptedRecipient() throws SQLException {
        transaction.accept(recipient(BOB));
        assertThat(rcpt(ALICE)).startsWith("451 4.7.1 throttle: firsttry - ");
    }

    @Test
    void whatPassedOncePassesForEveryRecipient() throws SQLException {
        zone.passed = Optional.of(Finding.of("GREY_PASSED", "2 × 3 min"));
        assertThat(rcpt(ALICE)).isEqualTo("goes on");
        zone.passed = Optional.empty();
        assertThat(rcpt(BOB)).isEqualTo("goes on");
        assertThat(zone.decisions).isEqualTo(1);
        assertThat(transaction.gateFindings()).extracting(Finding::symbol).containsExactly("GREY_PASSED");
    }

    @Test
    void anExemptRecipientLetsTheWholeTransactionPass() throws SQLException {
        snapshots.close = false;
        assertThat(rcpt(ALICE)).startsWith("451");
        assertThat(rcpt("postmaster@demo.example")).isEqualTo("goes on");
        assertThat(rcpt(BOB)).isEqualTo("goes on");
        assertThat(transaction.gateFindings()).isEmpty();
    }

    @Test
    void aRecipientThatExpectsTheSenderLetsTheWholeTransactionPass() throws SQLException {
        snapshots.close = false;
        zone.expectedFor = BOB;
        assertThat(rcpt(ALICE)).startsWith("451");
        assertThat(rcpt(BOB)).isEqualTo("goes on");
        assertThat(rcpt(ALICE)).isEqualTo("goes on");
    }

    @ParameterizedTest(name = "{0} from {1} on {2}")
    @CsvSource({
        "alice@demo.example,      192.0.2.17,   mx,         true",
        "postmaster@demo.example, 192.0.2.17,   mx,         false",
        "PostMaster@demo.example, 192.0.2.17,   mx,         false",
        "abuse@demo.example,      192.0.2.17,   mx,         false",
        "alice@demo.example,      198.51.100.9, mx,         false", // a trusted network
        "alice@demo.example,      192.0.2.17,   relay,      false",
        "alice@demo.example,      192.0.2.17,   submission, false"
    })
    void whoIsAskedAtAll(String address, String client, String role, boolean asked) throws SQLException {
        Optional<IntakeAnswer> answer = gate.check(
                new FakeSession(role, client),
                transaction,
                EmailAddress.parse(address).orElseThrow(),
                recipient(address));
        assertThat(answer.isPresent()).isEqualTo(asked);
        assertThat(zone.decisions).isEqualTo(asked ? 1 : 0);
    }

    @ParameterizedTest(name = "{0} {1} {2} for {3}")
    @CsvSource({
        "ALLOW, IP,     192.0.2.0/24,   '',                 false",
        "ALLOW, IP,     192.0.2.17,     alice@demo.example, false",
        "ALLOW, IP,     192.0.2.17,     bob@demo.example,   true",
        "ALLOW, IP,     192.0.3.0/24,   '',                 true",
        "BLOCK, IP,     192.0.2.0/24,   '',                 true",
        "ALLOW, DOMAIN, sender.example, '',                 true"
    })
    void aGreenAddressSkipsTheGreyZone(
            ListEntry.Colour colour, ListEntry.Kind kind, String value, String owner, boolean asked)
            throws SQLException {
        snapshots.lists = List.of(new ListEntry(
                1, colour, kind, value, Optional.of(owner).filter(own -> !own.isEmpty()), Optional.empty()));
        assertThat(rcpt(ALICE).equals("goes on")).isEqualTo(!asked);
    }

    private String rcpt(String address) throws SQLException {
        return gate.check(
                        new FakeSession("mx", "192.0.2.17"),
                        transaction,
                        EmailAddress.parse(address).orElseThrow(),
                        recipient(address))
                .map(IntakeAnswer::toSmtp)
                .map(answer -> answer.code() + " " + answer.enhanced() + " " + answer.text())
                .orElse("goes on");
    }

    private static AcceptedRecipient recipient(String address) {
        EmailAddress parsed = EmailAddress.parse(address).orElseThrow();
        DomainFacts domain = new DomainFacts(
                1, 1, "fr", 1, parsed.domain(), RecipientCheck.LIST, UnknownRecipients.REFUSE, Optional.empty());
        return new AcceptedRecipient(parsed, parsed, domain, Optional.empty(), false, "", "");
    }

    /** A policy with what a test changes of it. */
    private static final class FakeSnapshots extends PolicySnapshots {
        private boolean close = true;
        private List<ListEntry> lists = List.of();

        @Override
        public PolicySnapshot of(DomainFacts domain, EmailAddress recipient, Optional<FilterLevel> ownLevel) {
            FilterPolicy normal = FilterPolicy.DEFAULT;
            GreyPolicy grey = new GreyPolicy(
                    GreyPolicy.Mode.ON_DOUBT,
                    Set.of(Doubt.values()),
                    Duration.ofMinutes(2),
                    Duration.ofHours(1),
                    close);
            FilterPolicy policy = new FilterPolicy(
                    normal.level(),
                    normal.userMayBeLooser(),
                    normal.thresholds(),
                    normal.maxSizeBytes(),
                    normal.attachments(),
                    normal.heldBulk(),
                    normal.virusAction(),
                    normal.antiSpoofing(),
                    normal.spamDestroyedSilently(),
                    normal.antivirus(),
                    normal.lookups(),
                    normal.requireValidHeaders(),
                    normal.usersReleaseContent(),
                    normal.quarantineDays(),
                    grey,
                    normal.dmarc(),
                    Map.of());
            return new PolicySnapshot(1, 1, 0, policy, normal.level(), Weights.shipped(), lists, Set.of());
        }
    }

    /** Says what the test wants, and counts how often it is asked. */
    private static final class FakeZone extends GreyZone {
        private final List<String> told = new ArrayList<>();
        private Kind kind = Kind.FIRST;
        private Optional<Finding> passed = Optional.empty();
        private String expectedFor = "";
        private int decisions;

        @Override
        public GreyAnswer decide(GreyTry attempt) {
            decisions++;
            if (passed.isPresent()) {
                return new GreyAnswer.Passed(passed);
            }
            GreyNotice notice = new GreyNotice(
                    "AAAAAAAAAAAAAAAAAAAAAA.1",
                    "AAAAAAAAAAAAAAAAAAAAAA",
                    1,
                    attempt.from().text(),
                    "sender.example",
                    attempt.recipient().key(),
                    "192.0.2.17",
                    attempt.helo(),
                    Set.of(),
                    false,
                    1,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Instant.EPOCH);
            return new GreyAnswer.Delayed(kind, Duration.ofMinutes(2), Duration.ofHours(1), notice.greyId(), notice);
        }

        @Override
        public boolean isExpected(GreyTry attempt) {
            return attempt.recipient().key().equals(expectedFor);
        }

        @Override
        public void tellAlso(GreyAnswer.Delayed answer, GreyTry attempt) {
            told.add(attempt.recipient().key());
        }
    }
}
