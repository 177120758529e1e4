package org.ecluse.server.greylist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Attendu": who may let whom through, and what each sees. */
@Covers({"B7", "R5.8"})
class ExpectedSendersTest {
    private static final PageRequest ALL = new PageRequest(0, 50);
    private static final String SENDER = "info@sender.example";

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
    void whoWasLetThroughAndCameWaitsNoMore() {
        world.from(SENDER).outcome();
        world.senders.letThrough(world.administrator, waiting().items().get(0).id());
        assertThat(waiting().items()).as("it has not come yet").hasSize(1);
        assertThat(world.from(SENDER).outcome()).isEqualTo("GREY_EXPECTED");
        assertThat(waiting().items()).isEmpty();
        assertThat(world.room.waiting).isEmpty();
    }

    @Test
    void whatWaitsCanBeLetThroughAndThatTakenBack() {
        assertThat(world.from(SENDER).outcome()).isEqualTo("FIRST");
        GreyNotice notice = waiting().items().get(0);
        assertThat(notice.sender()).isEqualTo(SENDER);
        assertThat(notice.recipient()).isEqualTo("alice@demo.example");
        assertThat(notice.clientAddress()).isEqualTo("192.0.2.17");
        assertThat(notice.tries()).isEqualTo(1);

        ExpectedSender expected = world.senders.letThrough(world.administrator, notice.id());
        assertThat(expected.sender()).isEqualTo("sender.example");
        assertThat(expected.expiresAt()).isEqualTo(GreyWorld.START.plus(Duration.ofHours(24)));
        assertThat(expected()).hasSize(1);

        world.senders.withdraw(world.administrator, expected.id());
        assertThat(expected()).isEmpty();
        assertThat(world.from(SENDER).outcome()).isEqualTo("EARLY");

        world.senders.letThrough(world.administrator, notice.id());
        assertThat(world.from(SENDER).outcome()).isEqualTo("GREY_EXPECTED");
        assertThat(world.persistence.count("AuditRow x where x.action = 'SENDER_EXPECTED'"))
                .isEqualTo(3);
    }

    @Test
    void whatPassedWaitsNoMore() {
        world.from(SENDER).outcome();
        world.from("b@fresh.example").outcome();
        world.clock.forward(Duration.ofMinutes(2));
        world.from(SENDER).outcome();
        assertThat(waiting().items()).extracting(GreyNotice::senderDomain).containsExactly("fresh.example");
        assertThat(waiting().total()).isEqualTo(1);
    }

    @Test
    void aCustomerSeesItsOwnOnly() {
        world.from(SENDER).outcome();
        world.from(SENDER).to("carol@other.example").outcome();
        assertThat(waiting().items()).extracting(GreyNotice::recipient).containsExactly("alice@demo.example");
        long other = world.other.id();
        assertThatThrownBy(() -> world.notices.waiting(world.administrator, other, "", ALL))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> world.senders.list(world.administrator, other, ALL))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> world.senders.expect(world.administrator, other, SENDER, Optional.empty()))
                .isInstanceOf(NotThereException.class);
        String foreign = world.notices
                .waiting(world.platform, other, "", ALL)
                .items()
                .get(0)
                .id();
        assertThatThrownBy(() -> world.senders.letThrough(world.administrator, foreign))
                .isInstanceOf(NotThereException.class);
        long line = world.senders
                .expect(world.platform, other, SENDER, Optional.empty())
                .id();
        assertThatThrownBy(() -> world.senders.withdraw(world.administrator, line))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> world.senders.letThrough(world.platform, "nothing"))
                .isInstanceOf(NotThereException.class);
    }

    @Test
    void whoOnlyLooksLetsNobodyThrough() {
        world.from(SENDER).outcome();
        Viewer helper = new Viewer("help", Role.HELP_DESK, Optional.of(world.customer.id()));
        String id = world.notices
                .waiting(helper, world.customer.id(), "", ALL)
                .items()
                .get(0)
                .id();
        assertThatThrownBy(() -> world.senders.letThrough(helper, id)).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> world.senders.expect(helper, world.customer.id(), SENDER, Optional.empty()))
                .isInstanceOf(DeniedException.class);
    }

    @ParameterizedTest
    @CsvSource({"SENDER,    1", "sender.ex, 1", "ALICE,     1", "%,         0", "nobody,    0"})
    void searchesSenderAndRecipient(String typed, int found) {
        world.from(SENDER).outcome();
        assertThat(world.notices
                        .waiting(world.administrator, world.customer.id(), typed, ALL)
                        .items())
                .hasSize(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@", "a b.example", "@sender.example"})
    void aSenderIsAnAddressOrADomain(String written) {
        assertThatThrownBy(
                        () -> world.senders.expect(world.administrator, world.customer.id(), written, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("sender");
    }

    @Test
    void aRecipientIsOneOfTheCustomers() {
        assertThatThrownBy(() -> world.senders.expect(
                        world.administrator, world.customer.id(), SENDER, Optional.of("carol@other.example")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("recipient");
        assertThat(world.senders
                        .expect(
                                world.administrator,
                                world.customer.id(),
                                " Info@Sender.Example ",
                                Optional.of("Alice@demo.example"))
                        .recipient())
                .contains("alice@demo.example");
    }

    @Test
    void expectingTwiceIsOneLineThatLastsLonger() {
        world.senders.expect(world.administrator, world.customer.id(), SENDER, Optional.empty());
        world.clock.forward(Duration.ofHours(20));
        world.senders.expect(world.administrator, world.customer.id(), SENDER, Optional.empty());
        assertThat(expected()).hasSize(1);
        world.clock.forward(Duration.ofHours(20));
        assertThat(expected()).hasSize(1);
        world.clock.forward(Duration.ofHours(5));
        assertThat(expected()).isEmpty();
    }

    @Test
    void aRecipientExpectsTwentyAtMost() {
        EmailAddress alice = EmailAddress.parse("alice@demo.example").orElseThrow();
        for (int i = 0; i < 20; i++) {
            world.senders.expectByRecipient(world.customer.id(), alice, "d" + i + ".example");
        }
        assertThatThrownBy(() -> world.senders.expectByRecipient(world.customer.id(), alice, "one.more.example"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatIsOverIsRemoved() {
        world.from(SENDER).outcome();
        world.senders.expect(world.administrator, world.customer.id(), "x.example", Optional.empty());
        world.correspondents.wroteTo(
                world.customer.id(),
                EmailAddress.parse("alice@demo.example").orElseThrow(),
                EmailAddress.parse("a@y.example").orElseThrow());
        world.zone.delivered(world.from("a@z.example").build());
        assertThat(world.ledger.forget(world.clock.instant())).isZero();
        world.clock.forward(Duration.ofDays(3));
        assertThat(world.ledger.forget(world.clock.instant())).isEqualTo(2); // notice and expected sender
        world.clock.forward(Duration.ofDays(34));
        assertThat(world.ledger.forget(world.clock.instant())).isEqualTo(2); // known and written to
    }

    private Page<GreyNotice> waiting() {
        return world.notices.waiting(world.administrator, world.customer.id(), "", ALL);
    }

    private List<ExpectedSender> expected() {
        return world.senders.list(world.administrator, world.customer.id(), ALL).items();
    }
}
