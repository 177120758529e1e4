package org.ecluse.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecluse.mail.MessageId;
import org.ecluse.notice.NoticeParty;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.SigningKeys;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.server.ownmail.OwnMailService;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers("R2.10")
class NoticeServiceTest {
    private static final String ALICE = "alice@demo.example";

    @TempDir
    private Path data;

    private HeldMail mail;
    private NoticeLedger ledger;
    private NoticeService notices;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        LinkService links = mail.persistence.wire(
                new LinkService(), mail.persistence.wire(new SigningKeys(), mail.clock), mail.settings, mail.clock);
        OwnMailRecorder ownRows = mail.persistence.wire(new OwnMailRecorder(), mail.queue, mail.clock);
        OwnMailService ownMail =
                mail.persistence.wire(new OwnMailService(), ownRows, mail.store, mail.settings, mail.clock);
        ledger = mail.persistence.wire(new NoticeLedger(), ownRows, mail.clock);
        notices = mail.persistence.wire(
                new NoticeService(), ledger, mail.service, links, ownMail, mail.settings, mail.clock);
    }

    @Test
    void whatWaitsIsMailedOnceAsAutomaticMail() throws IOException {
        String held = hold(ALICE);
        note(NoticeParty.RECIPIENT, ALICE, held);
        notices.sendWaiting();
        notices.sendWaiting();
        List<MessageRow> sent = sent();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).reversePath()).startsWith("quarantaine@");
        String text = content(sent.get(0).publicId());
        assertThat(text)
                .contains("Auto-Submitted: auto-generated", "To: " + ALICE, "Message-ID: <notice.")
                .contains("https://localhost:8443/l/v1.");
    }

    /** RFC 3834 section 3.3: nothing comes back from a stranger. */
    @Test
    void aSenderHearsFromNobody() {
        note(NoticeParty.SENDER, "someone@partner.example", hold(ALICE));
        notices.sendWaiting();
        assertThat(sent()).hasSize(1);
        assertThat(sent().get(0).reversePath()).isEmpty();
    }

    @Test
    void whatCameTogetherIsToldTogetherAndNoMoreThanAMailHolds() {
        List<String> held = IntStream.range(0, NoticeLedger.MOST_IN_MAIL + 1)
                .mapToObj(i -> hold(ALICE))
                .toList();
        held.forEach(each -> note(NoticeParty.ADMINISTRATOR, "admin@demo.example", each));
        notices.sendWaiting();
        assertThat(sent()).hasSize(1);
        assertThat(waiting()).isEqualTo(1);
        mail.clock.set(mail.clock.instant().plusSeconds(5));
        notices.sendWaiting();
        assertThat(sent()).hasSize(2);
        assertThat(waiting()).isZero();
    }

    @Test
    void overTheHoursMailsTheRestWaitsForTheNextHour() {
        for (int i = 0; i <= NoticeLedger.MAILS_TO_SENDER_AN_HOUR; i++) {
            note(NoticeParty.SENDER, "ann@b.example", hold(ALICE));
            notices.sendWaiting();
            mail.clock.set(mail.clock.instant().plusSeconds(60));
        }
        assertThat(sent()).hasSize(NoticeLedger.MAILS_TO_SENDER_AN_HOUR);
        assertThat(waiting()).isEqualTo(1);
        mail.clock.set(mail.clock.instant().plus(Duration.ofHours(1)));
        notices.sendWaiting();
        assertThat(sent()).hasSize(NoticeLedger.MAILS_TO_SENDER_AN_HOUR + 1);
    }

    @Test
    void noMoreThanTheBoundWaitForOneAddress() {
        mail.persistence.inTransaction(() -> IntStream.range(0, NoticeLedger.MOST_WAITING - 1)
                .forEach(i -> mail.persistence
                        .entityManager()
                        .persist(new NoticeRow(
                                mail.customer.id(),
                                NoticeParty.RECIPIENT,
                                ALICE,
                                "gone.1",
                                ALICE,
                                mail.clock.instant()))));
        note(NoticeParty.RECIPIENT, ALICE, "gone.1");
        note(NoticeParty.RECIPIENT, ALICE, "gone.1");
        assertThat(waiting()).isEqualTo(NoticeLedger.MOST_WAITING);
    }

    @Test
    void nobodyIsToldOfACopyThatIsNoLongerHeld() {
        String held = hold(ALICE);
        note(NoticeParty.RECIPIENT, ALICE, held);
        mail.service.releaseByRecipient(ALICE, held);
        notices.sendWaiting();
        assertThat(sent()).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void ofTwoNodesOneTells() {
        String held = hold(ALICE);
        note(NoticeParty.RECIPIENT, ALICE, held);
        NoticeBatch batch = ledger.batch(ledger.groups().get(0)).orElseThrow();
        notices.sendWaiting();
        assertThat(ledger.record(batch, null)).as("the other was faster").isFalse();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void whatIsOldIsForgotten() {
        note(NoticeParty.RECIPIENT, ALICE, hold(ALICE));
        mail.clock.set(mail.clock.instant().plus(Duration.ofDays(2)));
        notices.forgetOld();
        assertThat(mail.persistence.count("NoticeRow x")).isEqualTo(1);
        mail.clock.set(mail.clock.instant().plusSeconds(1));
        notices.forgetOld();
        assertThat(mail.persistence.count("NoticeRow x")).isZero();
    }

    private String hold(String recipient) {
        return mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, recipient)
                .copy(1);
    }

    private void note(NoticeParty party, String address, String copyId) {
        ledger.note(mail.customer.id(), copyId, ALICE, Map.of(party, address));
    }

    private long waiting() {
        return mail.persistence.count("NoticeRow x where x.state = WAITING");
    }

    private List<MessageRow> sent() {
        return mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("select m from MessageRow m where m.origin = REPORT order by m.id", MessageRow.class)
                .getResultList());
    }

    private String content(MessageId id) throws IOException {
        try (var in = mail.store.open(id).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("=\r\n", "");
        }
    }
}
