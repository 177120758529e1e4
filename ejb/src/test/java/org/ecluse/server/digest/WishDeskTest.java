package org.ecluse.server.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Header;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.directory.KnownAddressRow;
import org.ecluse.server.directory.probe.RecipientProbe;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"R3.3", "R3.4"})
class WishDeskTest {
    private static final String ALICE = ReportKit.ALICE;

    @TempDir
    private Path data;

    private ReportKit kit;
    private MailWishes wishes;
    private WishDesk desk;

    @BeforeEach
    void open() {
        kit = new ReportKit(data);
        var persistence = kit.mail.persistence;
        wishes = persistence.wire(new MailWishes(), kit.directory, kit.mail.settings, kit.mail.clock);
        RecipientProbe probe = (domain, recipient) -> RecipientProbe.ProbeResult.UNKNOWN;
        desk = persistence.wire(
                new WishDesk(),
                wishes,
                persistence.wire(new AnswerLedger(), kit.ownRows, kit.mail.clock),
                kit.subscriptions,
                kit.reports,
                kit.replies,
                kit.directory,
                probe,
                kit.links,
                kit.ownMail,
                kit.mail.settings,
                kit.mail.clock);
        know(ALICE);
    }

    @Test
    void aProvenSenderIsSubscribedAtOnce() throws SQLException {
        write(ALICE, "*", true);

        assertThat(subscription(ALICE)).isPresent();
        assertThat(answers()).containsExactly("Vous recevrez le rapport de quarantaine");
    }

    @Test
    void anUnprovenSenderMustConfirm() throws SQLException {
        write(ALICE, " * ", false);

        assertThat(subscription(ALICE)).isEmpty();
        assertThat(answers()).containsExactly("À confirmer : le rapport de quarantaine");
    }

    @Test
    void aForgedWishForAReportSendsItToTheReceiverOnlyAndOnceAnHour() throws SQLException {
        know("owner@demo.example");
        kit.subscribe(new SubscriptionRequest(
                ALICE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("owner@demo.example"),
                Optional.empty(),
                Optional.empty()));
        kit.spam(ALICE);
        write(ALICE, "!", false);
        kit.spam(ALICE);
        write(ALICE, "!", false);

        assertThat(receivers()).containsExactly("owner@demo.example");
        kit.mail.clock.set(kit.mail.clock.instant().plus(Duration.ofHours(1)));
        write(ALICE, "!", false);
        assertThat(receivers()).containsExactly("owner@demo.example", "owner@demo.example");
    }

    @Test
    void anAddressGetsOneAnswerAnHourAndADomainTwentyAMinute() throws SQLException {
        write(ALICE, "?", false);
        write(ALICE, "anything else", false);
        write(ALICE, "!", false);
        assertThat(receivers()).containsExactly(ALICE);

        for (int i = 0; i < 30; i++) {
            know("user" + i + "@demo.example");
            note("user" + i + "@demo.example", "?", false);
        }
        desk.answerWhatWaits();
        assertThat(receivers()).hasSize(20);
        kit.mail.clock.set(kit.mail.clock.instant().plus(Duration.ofMinutes(1)));
        desk.answerWhatWaits();
        assertThat(receivers())
                .as("the others were kept waiting, not forgotten")
                .hasSize(31);
    }

    @Test
    void anAliasSpeaksForItsAddress() throws SQLException {
        kit.mail.persistence.saved(new KnownAddressRow(
                kit.mail.customer.id(), kit.mail.domain.id(), "ali@demo.example", ALICE, null, HeldMail.START));
        write("Ali+x@demo.example", "*", true);

        assertThat(subscription(ALICE)).isPresent();
        assertThat(receivers()).containsExactly(ALICE);
    }

    @Test
    void strangersAndMadeUpNamesAreNotAnswered() throws SQLException {
        write("nobody@demo.example", "*", true);
        write("somebody@elsewhere.example", "?", true);

        assertThat(receivers()).isEmpty();
        assertThat(subscription("nobody@demo.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "auto-submitted: auto-generated (vacation)",
                "List-Id: <x.demo.example>",
                "List-Unsubscribe: <https://x.example>",
                "Precedence: junk",
                "X-Auto-Response-Suppress: All",
                "X-Ecluse-Id: 01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "Content-Type: multipart/report; report-type=delivery-status",
                "Received: from a.example by mx.service.ecluse.test with ESMTP; Mon, 2 Mar 2026 04:00:00 +0000"
            })
    void whatAProgrammeWroteIsNotAnswered(String field) throws SQLException {
        String[] parts = field.split(": ", 2);
        take(ALICE, "?", true, new Header(parts[0], parts[1]));
        desk.answerWhatWaits();

        assertThat(receivers()).isEmpty();
    }

    @Test
    void twoAuthorsOrANullSenderAreNobody() throws SQLException {
        ParsedMessage two = parsed(ALICE, "?", List.of(new Header("From", ALICE), new Header("From", "x@y.example")));
        wishes.take(MessageId.create(kit.mail.clock), path(ALICE), two, true);
        ParsedMessage bounce = parsed(ALICE, "?", List.of(new Header("From", ALICE)));
        wishes.take(MessageId.create(kit.mail.clock), ReversePath.of(Optional.empty()), bounce, true);
        desk.answerWhatWaits();

        assertThat(receivers()).isEmpty();
    }

    private void write(String from, String subject, boolean proven) throws SQLException {
        note(from, subject, proven);
        desk.answerWhatWaits();
    }

    private void note(String from, String subject, boolean proven) throws SQLException {
        take(from, subject, proven, new Header("Auto-Submitted", "no"));
    }

    private void take(String from, String subject, boolean proven, Header field) throws SQLException {
        ParsedMessage mail = parsed(from, subject, List.of(new Header("From", from), field));
        wishes.take(MessageId.create(kit.mail.clock), path(from), mail, proven);
    }

    private static ParsedMessage parsed(String from, String subject, List<Header> headers) {
        Mailbox author = new Mailbox("", EmailAddress.parse(from), from);
        return new ParsedMessage(
                headers, subject, List.of(author), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static ReversePath path(String address) {
        return ReversePath.of(EmailAddress.parse(address));
    }

    private void know(String address) {
        kit.mail.persistence.saved(
                new KnownAddressRow(kit.mail.customer.id(), kit.mail.domain.id(), address, null, null, HeldMail.START));
    }

    private Optional<Subscription> subscription(String address) {
        return kit.mail.persistence.inTransaction(() -> kit.subscriptions.reporting(address));
    }

    private List<String> answers() {
        return kit.mail.persistence.inTransaction(() -> kit.mail
                .persistence
                .entityManager()
                .createQuery("SELECT m.subject FROM MessageRow m WHERE m.origin = REPORT ORDER BY m.id", String.class)
                .getResultList());
    }

    private List<String> receivers() {
        return kit.mail.persistence.inTransaction(() -> kit.mail
                .persistence
                .entityManager()
                .createQuery(
                        "SELECT c.recipient FROM CopyRow c WHERE c.message.origin = REPORT ORDER BY c.id", String.class)
                .getResultList());
    }
}
