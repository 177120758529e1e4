package org.ecluse.server.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.GreyTrace;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.TestCaches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole zone, the clock driven by hand. */
@Covers({"R1.4", "R1.6", "R1.7", "R1.14", "B7"})
class GreyZoneTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SENDER = "info@sender.example";

    @TempDir
    private Path folder;

    private GreyWorld world;

    @BeforeEach
    void open() {
        world = new GreyWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDoubtfulSenderWaitsAndThenIsKnown() {
        assertThat(world.from(SENDER).outcome()).isEqualTo("FIRST");
        assertThat(world.from(SENDER).outcomeAfter(MINUTE)).isEqualTo("EARLY");
        assertThat(world.from(SENDER).outcomeAfter(MINUTE)).isEqualTo("GREY_PASSED");
        assertThat(world.from(SENDER).outcome()).isEqualTo("PASSED");
        assertThat(world.from(SENDER).outcomeAfter(Duration.ofDays(35))).isEqualTo("PASSED");
        assertThat(world.eventKinds()).containsExactly(EventKind.GREY_FIRST, EventKind.GREY_EARLY);
        assertThat(world.room.waiting).isEmpty();
    }

    @Test
    void aCorrespondenceIsForgottenThirtySixDaysAfterItsLastUse() {
        passOnce(SENDER);
        assertThat(world.from(SENDER).outcomeAfter(Duration.ofDays(30))).isEqualTo("PASSED"); // used again
        assertThat(world.from(SENDER).outcomeAfter(Duration.ofDays(35))).isEqualTo("PASSED");
        assertThat(world.from(SENDER).outcomeAfter(Duration.ofDays(37))).isEqualTo("FIRST");
    }

    @Test
    void withoutDoubtNobodyWaits() {
        assertThat(world.from(SENDER).clean().outcome()).isEqualTo("PASSED");
        assertThat(world.from(SENDER).knownAs(SenderFacts.UNKNOWN).outcome()).isEqualTo("PASSED");
        assertThat(world.room.waiting).isEmpty();
    }

    @Test
    void thePolicySaysWhichDoubtsCount() {
        world.policy = grey(GreyPolicy.Mode.ON_DOUBT, EnumSet.of(Doubt.EARLY_TALKER, Doubt.LISTED));
        assertThat(world.from(SENDER).outcome()).isEqualTo("PASSED");
        assertThat(world.from(SENDER).faulty("EARLY_TALKER").outcome()).isEqualTo("FIRST");
        world.policy = grey(GreyPolicy.Mode.OFF, EnumSet.allOf(Doubt.class));
        assertThat(world.from("a@b.example").outcome()).isEqualTo("PASSED");
    }

    @Test
    void everyNewCorrespondenceMayWait() {
        world.policy = grey(GreyPolicy.Mode.EVERY_NEW_CORRESPONDENCE, EnumSet.noneOf(Doubt.class));
        assertThat(world.from(SENDER).clean().outcome()).isEqualTo("FIRST");
        assertThat(world.from(SENDER).clean().outcomeAfter(MINUTE.multipliedBy(2)))
                .isEqualTo("GREY_PASSED");
        assertThat(world.from(SENDER).clean().outcome()).isEqualTo("PASSED");
    }

    @Test
    void whatOthersKnowOfTheClientCounts() {
        world.reputation.add(Doubt.LISTED);
        assertThat(world.from(SENDER).clean().outcome()).isEqualTo("FIRST");
        assertThat(trace(0).doubts()).containsExactly(Doubt.LISTED, Doubt.NEW_DOMAIN);
    }

    @Test
    void aNewDomainIsNamedButDelaysNobodyByItself() {
        world.policy = grey(GreyPolicy.Mode.ON_DOUBT, EnumSet.of(Doubt.NEW_DOMAIN));
        assertThat(world.from(SENDER).outcome()).isEqualTo("PASSED");

        world.policy = GreyPolicy.DEFAULT;
        world.zone.delivered(world.from(SENDER).clean().at("198.51.100.1").build());
        world.clock.forward(Duration.ofHours(25));
        world.from(SENDER).outcome();
        world.from("a@fresh.example").outcome();
        assertThat(trace(0).doubts()).containsExactly(Doubt.NO_REVERSE_NAME);
        assertThat(trace(1).doubts()).containsExactly(Doubt.NO_REVERSE_NAME, Doubt.NEW_DOMAIN);
    }

    @Test
    void aMailToTenRecipientsGetsThroughAtTheSecondProperTry() {
        List<String> first = toTenRecipients();
        assertThat(first.get(0)).isEqualTo("FIRST");
        assertThat(first.subList(1, 10)).containsOnly("EARLY");
        world.clock.forward(MINUTE.multipliedBy(5));
        List<String> second = toTenRecipients();
        assertThat(second.get(0)).isEqualTo("GREY_PASSED");
        assertThat(second.subList(1, 10)).containsOnly("PASSED");
    }

    @Test
    void aSenderThatRetriesHourlyGetsThroughAtTheThirdRetry() {
        Duration hourly = HOUR.plusSeconds(30);
        assertThat(world.from(SENDER).outcome()).isEqualTo("FIRST");
        assertThat(world.from(SENDER).outcomeAfter(hourly)).isEqualTo("LATE");
        assertThat(world.from(SENDER).outcomeAfter(hourly)).isEqualTo("LATE");
        assertThat(world.from(SENDER).outcomeAfter(hourly)).isEqualTo("GREY_LATE_TWICE");
        assertThat(world.from(SENDER).outcome()).isEqualTo("PASSED");
    }

    @Test
    void retriesFromAnotherAddressOfThePoolCount() {
        assertThat(world.from(SENDER).pooled().at("192.0.2.1").outcome()).isEqualTo("FIRST");
        assertThat(world.from(SENDER).pooled().at("198.51.100.1").outcomeAfter(MINUTE))
                .isEqualTo("EARLY");
        assertThat(world.from(SENDER).pooled().at("203.0.113.1").outcomeAfter(MINUTE))
                .isEqualTo("GREY_PASSED");
        assertThat(world.from(SENDER).pooled().at("198.51.100.77").outcome()).isEqualTo("PASSED");
    }

    @Test
    void withoutAPoolTheNetworkCounts() {
        assertThat(world.from(SENDER).at("192.0.2.1").outcome()).isEqualTo("FIRST");
        assertThat(world.from(SENDER).at("192.0.2.200").outcomeAfter(MINUTE.multipliedBy(2)))
                .isEqualTo("GREY_PASSED");
        assertThat(world.from(SENDER).at("198.51.100.1").outcome()).isEqualTo("FIRST");
    }

    @Test
    void anotherDomainOfTheSameServersWaitsForItself() {
        passOnce(SENDER);
        assertThat(world.from("a@another.example").outcome()).isEqualTo("FIRST");
    }

    @Test
    void aBounceIsKnownByItsHelo() {
        assertThat(world.from("").greeting("mail.sender.example").outcome()).isEqualTo("FIRST");
        assertThat(world.from("").greeting("mx.other.example").outcome()).isEqualTo("FIRST");
        assertThat(world.from("").greeting("MAIL.sender.example").outcomeAfter(MINUTE.multipliedBy(2)))
                .isEqualTo("GREY_PASSED");
    }

    @Test
    void whoWasTakenInBeforeDoesNotWaitWhenDoubtsArise() {
        world.zone.delivered(world.from(SENDER).clean().build());
        SenderFacts sameServerWithoutName = new SenderFacts(
                SenderFacts.SpfResult.PASS,
                Optional.of("sender.example"),
                SenderFacts.ReverseName.NONE,
                Optional.empty(),
                OptionalInt.of(32),
                SenderFacts.HeloName.UNCONFIRMED,
                false);
        assertThat(world.from(SENDER).knownAs(sameServerWithoutName).outcome()).isEqualTo("PASSED");
    }

    @Test
    void answersToOurMailDoNotWait() {
        EmailAddress bob = EmailAddress.parse("bob@demo.example").orElseThrow();
        world.correspondents.wroteTo(
                world.customer.id(),
                bob,
                EmailAddress.parse("Info@Sender.example").orElseThrow());
        assertThat(world.from(SENDER).to("bob@demo.example").outcome()).isEqualTo("PASSED");
        assertThat(world.from(SENDER).to("alice@demo.example").outcome()).isEqualTo("PASSED");
        assertThat(world.from(SENDER).to("carol@other.example").outcome()).isEqualTo("FIRST");
        assertThat(world.from("other@sender.example").at("198.51.100.1").outcome())
                .isEqualTo("FIRST");
        assertThat(world.from(SENDER).to("bob@demo.example").outcomeAfter(Duration.ofDays(37)))
                .isEqualTo("FIRST");
    }

    @Test
    void anExpectedSenderDoesNotWaitForADay() {
        world.senders.expect(world.administrator, world.customer.id(), "sender.example", Optional.empty());
        assertThat(world.from("x@news.sender.example").outcome()).isEqualTo("GREY_EXPECTED");
        assertThat(world.from(SENDER).to("carol@other.example").outcome()).isEqualTo("FIRST");
        assertThat(world.from(SENDER).at("198.51.100.1").outcomeAfter(Duration.ofHours(25)))
                .isEqualTo("FIRST");
    }

    @Test
    void aRecipientExpectsForItselfOnly() throws SQLException {
        EmailAddress alice = EmailAddress.parse("alice@demo.example").orElseThrow();
        world.senders.expectByRecipient(world.customer.id(), alice, SENDER);
        assertThat(world.zone.isExpected(
                        world.from(SENDER).to("bob@demo.example").build()))
                .isFalse();
        assertThat(world.from(SENDER).to("alice@demo.example").outcome()).isEqualTo("GREY_EXPECTED");
    }

    @Test
    void aFullRoomDelaysNobodyMore() {
        for (int i = 0; i < 5; i++) {
            assertThat(world.from("a@d" + i + ".example").outcome()).isEqualTo("FIRST");
        }
        world.room.most = 5;
        assertThat(world.from(SENDER).outcome()).isEqualTo("GREY_FULL");
        assertThat(world.from("a@d0.example").outcome()).isEqualTo("EARLY");
    }

    @Test
    void aBrokenMemoryDelaysNobody() {
        world.caches.close();
        assertThat(world.from(SENDER).outcome()).isEqualTo("GREY_UNAVAILABLE");
    }

    @Test
    void whatWaitsSurvivesARestart() {
        TestCaches before = new TestCaches();
        world.store(before, folder);
        for (int i = 0; i < 300; i++) { // more than fit in memory
            world.from("a@d" + i + ".example").at("198.51." + i % 100 + ".1").outcome();
        }
        before.close();
        try (TestCaches after = new TestCaches()) {
            world.store(after, folder);
            world.clock.forward(MINUTE.multipliedBy(2));
            for (int i = 0; i < 300; i += 50) {
                assertThat(world.from("a@d" + i + ".example")
                                .at("198.51." + i % 100 + ".2")
                                .outcome())
                        .isEqualTo("GREY_PASSED");
            }
        }
    }

    private void passOnce(String sender) {
        world.from(sender).outcome();
        assertThat(world.from(sender).outcomeAfter(MINUTE.multipliedBy(2))).isEqualTo("GREY_PASSED");
    }

    private List<String> toTenRecipients() {
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outcomes.add(world.from(SENDER).to("user" + i + "@demo.example").outcome());
        }
        return outcomes;
    }

    private GreyTrace trace(int index) {
        return GreyTrace.parse(world.events().get(index).detail()).orElseThrow();
    }

    private static GreyPolicy grey(GreyPolicy.Mode mode, Set<Doubt> doubts) {
        return new GreyPolicy(mode, doubts, Duration.ofMinutes(2), Duration.ofHours(1), true);
    }
}
