package org.ecluse.server.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.learning.LessonText;
import org.ecluse.server.learning.Teacher;
import org.ecluse.server.tracking.AccessLine;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.Look;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"R3.8", "B1", "B2", "B14"})
class OwnQuarantineTest {
    private static final String ALICE = "alice@demo.example";
    private static final String BOB = "bob@demo.example";

    @TempDir
    private Path data;

    private HeldMail mail;
    private OwnQuarantine own;
    private long customer;
    private String alices;
    private String bobs;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        own = mail.persistence.wire(new OwnQuarantine(), mail.rows, mail.ledger, mail.learning, mail.store, mail.clock);
        customer = mail.customer.id();
        String held =
                mail.hold(VerdictName.PNS, QuarantineClass.USER, ALICE, BOB).value();
        alices = held + ".1";
        bobs = held + ".2";
    }

    @Test
    void aLookShowsTheMessageAndIsRecorded() {
        assertThat(own.preview(customer, ALICE, alices).text()).contains("Hello");
        assertThat(own.preview(customer, ALICE, alices).isBlank()).isFalse();
        assertThat(own.senderOf(alices)).map(EmailAddress::key).contains("a@b.example");

        assertThat(mail.access().of(customer, ALICE, new PageRequest(0, 10)).items())
                .singleElement()
                .matches(line -> line.copyId().equals(alices)
                        && line.event().kind() == EventKind.VIEWED
                        && line.event().actor().equals(ALICE)
                        && line.event().detail().equals("content"));
        assertThat(mail.access().of(customer, BOB, new PageRequest(0, 10)).total())
                .isZero();
    }

    @Test
    void whatIsNotOnesOwnDoesNotExist() {
        String threat =
                mail.hold(VerdictName.PHISHING, QuarantineClass.THREAT, ALICE).value() + ".1";

        assertNotThere(customer, BOB, alices);
        assertNotThere(customer, ALICE, bobs);
        assertNotThere(customer + 1, ALICE, alices);
        assertNotThere(customer, ALICE, threat);
        assertNotThere(customer, ALICE, "nonsense");
        assertThat(mail.persistence.count("EventRow x WHERE x.kind = VIEWED")).isZero();
    }

    @Test
    void aReleaseThatWaitsIsUndoneForTenMinutes() {
        mail.service.releaseByRecipient(ALICE, alices);
        assertThat(own.releasedAndWaiting(customer, ALICE))
                .extracting(QuarantineEntry::copyId)
                .containsExactly(alices);
        assertThat(own.releasedAndWaiting(customer, BOB)).isEmpty();
        assertThatThrownBy(() -> own.takeBack(customer, BOB, alices)).isInstanceOf(NotThereException.class);

        assertThat(own.takeBack(customer, ALICE, alices)).isTrue();

        assertThat(mail.entry(alices).state()).isEqualTo(QuarantineEntryRow.State.HELD);
        assertThat(mail.copy(alices).state()).isEqualTo(CopyRow.State.QUARANTINED);
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
        assertThat(own.takeBack(customer, ALICE, alices)).isFalse();

        mail.service.releaseByRecipient(ALICE, alices);
        mail.clock.set(HeldMail.START.plus(OwnQuarantine.UNDO));
        assertThat(own.releasedAndWaiting(customer, ALICE)).isEmpty();
        assertThat(own.takeBack(customer, ALICE, alices)).isFalse();
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
    }

    @Test
    void whoTakesNotSpamBackHasTaughtNothing() throws SQLException {
        LessonText text = new LessonText(IntStream.range(0, 60).toArray(), Optional.empty(), "a@b.example", "Offer");
        mail.learning.learnWanted(customer, CopyId.parse(bobs).orElseThrow(), Teacher.user(BOB), text);
        byte[] bobsAlone = mail.models.of(customer).toBytes();
        mail.service.notSpamByRecipient(ALICE, alices);
        assertThat(mail.persistence.count("LessonRow x")).isEqualTo(2);

        assertThat(own.takeBack(customer, ALICE, alices)).isTrue();

        assertThat(mail.persistence.count("LessonRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("FeedbackRow x")).isZero();
        assertThat(mail.models.of(customer).toBytes()).isEqualTo(bobsAlone);
        mail.service.notSpamByRecipient(ALICE, alices);
        assertThat(mail.persistence.count("LessonRow x")).isEqualTo(2);
        assertThat(mail.persistence.count("FeedbackRow x")).isEqualTo(1);
    }

    @Test
    void whatIsBeingDeliveredOrWasReleasedByAnotherStays() {
        mail.service.releaseByRecipient(ALICE, alices);
        mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("UPDATE QueueEntryRow q SET q.claimedUntil = :until")
                .setParameter("until", HeldMail.START.plusSeconds(60))
                .executeUpdate());
        assertThat(own.takeBack(customer, ALICE, alices)).isFalse();
        assertThat(mail.entry(alices).state()).isEqualTo(QuarantineEntryRow.State.RELEASED);

        mail.service.release(viewer(Role.CUSTOMER_ADMINISTRATOR), bobs);
        assertThat(own.takeBack(customer, BOB, bobs)).isFalse();
    }

    @Test
    void usersSeeWhoLookedAndReleasedAndInWhichRole() {
        Look details = new Look(Look.Subject.DETAILS, Optional.of(Role.HELP_DESK));
        mail.persistence.inTransaction(() -> mail.access().note(mail.copy(alices), "HELP_DESK", details));
        mail.clock.set(HeldMail.START.plus(Duration.ofMinutes(9)));
        mail.persistence.inTransaction(() -> mail.access().note(mail.copy(alices), "HELP_DESK", details));
        mail.service.content(viewer(Role.QUARANTINE_MANAGER), alices);
        mail.clock.set(HeldMail.START.plus(Duration.ofMinutes(20)));
        mail.service.release(viewer(Role.CUSTOMER_ADMINISTRATOR), alices);

        assertThat(mail.access().of(customer, ALICE, new PageRequest(0, 10)).items())
                .extracting(AccessLine::event)
                .extracting(event -> event.kind() + " " + event.actor() + " " + event.detail())
                .containsExactly(
                        "RELEASED CUSTOMER_ADMINISTRATOR administrator",
                        "VIEWED QUARANTINE_MANAGER content QUARANTINE_MANAGER",
                        "VIEWED HELP_DESK details HELP_DESK");
        assertThat(Look.parse("content QUARANTINE_MANAGER"))
                .contains(new Look(Look.Subject.CONTENT, Optional.of(Role.QUARANTINE_MANAGER)));
        assertThat(Look.parse("content")).contains(new Look(Look.Subject.CONTENT, Optional.empty()));
        assertThat(Look.parse("report 1")).isEmpty();
    }

    private Viewer viewer(Role role) {
        return new Viewer(role.name(), role, Optional.of(customer));
    }

    private void assertNotThere(long customerId, String recipient, String copyId) {
        assertThatThrownBy(() -> own.preview(customerId, recipient, copyId)).isInstanceOf(NotThereException.class);
    }
}
