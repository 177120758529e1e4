package org.ecluse.server.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.ecluse.mail.MessageId;
import org.ecluse.quarantine.ContentCheck;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.quarantine.ReleaseAnswer.Outcome;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"B1", "R2.6", "R3.5", "R3.11"})
class QuarantineServiceTest {
    private static final String ALICE = "alice@demo.example";
    private static final String BOB = "bob@demo.example";

    @TempDir
    private Path data;

    private HeldMail mail;
    private Viewer administrator;
    private Viewer manager;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        administrator = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
        manager = viewer(Role.QUARANTINE_MANAGER, mail.customer.id());
    }

    @Test
    void releasingOneCopyDeliversOneCopy() {
        MessageId id = spam(ALICE, BOB);

        assertThat(release(manager, id.copy(1))).isEqualTo(Outcome.RELEASED);

        assertThat(mail.entry(id.copy(1)).state()).isEqualTo(QuarantineEntryRow.State.RELEASED);
        assertThat(mail.entry(id.copy(1)).releasedRole()).isEqualTo("quarantine-manager");
        assertThat(mail.copy(id.copy(1)).state()).isEqualTo(CopyRow.State.QUEUED);
        assertThat(mail.entry(id.copy(2)).state()).isEqualTo(QuarantineEntryRow.State.HELD);
        assertThat(mail.copy(id.copy(2)).state()).isEqualTo(CopyRow.State.QUARANTINED);
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("EventRow x WHERE x.kind = RELEASED AND x.recipient = '" + ALICE + "'"))
                .isEqualTo(1);
        assertThat(mail.persistence.count("EventRow x WHERE x.recipient = '" + BOB + "'"))
                .isZero();
    }

    @Test
    void theSecondReleaseSendsNothing() {
        MessageId id = spam(ALICE);
        release(manager, id.copy(1));

        assertThat(release(administrator, id.copy(1))).isEqualTo(Outcome.ALREADY_RELEASED);
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
        assertThat(mail.entry(id.copy(1)).releasedBy()).isEqualTo("QUARANTINE_MANAGER");
    }

    @Test
    void ofManyAtOnceOneReleases() throws Exception {
        MessageId id = spam(ALICE);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Outcome> click = () -> release(manager, id.copy(1));
            List<Future<Outcome>> answers =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> click).toList());
            List<Outcome> outcomes =
                    answers.stream().map(QuarantineServiceTest::get).toList();

            assertThat(outcomes).containsOnlyOnce(Outcome.RELEASED).contains(Outcome.ALREADY_RELEASED);
            assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anInfectedCopyIsDestroyedAndLeavesATombstone() throws IOException {
        MessageId id = spam(ALICE);
        mail.check.answer = new ContentCheck.Answer(ContentCheck.Result.INFECTED, "Eicar");

        assertThat(release(manager, id.copy(1))).isEqualTo(Outcome.INFECTED);

        assertThat(mail.copy(id.copy(1)).state()).isEqualTo(CopyRow.State.DESTROYED);
        assertThat(mail.copy(id.copy(1)).verdict()).isEqualTo(VerdictName.VIRUS);
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
        assertThat(mail.persistence.count("TombstoneRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("EventRow x WHERE x.kind = DESTROYED"))
                .isEqualTo(1);
        assertThat(mail.store.envelope(id)).isEmpty();
        assertThat(release(administrator, id.copy(1))).isEqualTo(Outcome.NO_LONGER_HELD);
    }

    @Test
    void byPolicyAnInfectedCopyIsHeldWhereNobodyReleasesIt() {
        mail.publish(PolicyDocument.parse("{\"virusAction\":\"THREAT_QUARANTINE\"}"));
        MessageId id = spam(ALICE);
        mail.check.answer = new ContentCheck.Answer(ContentCheck.Result.INFECTED, "Eicar");

        assertThat(release(manager, id.copy(1))).isEqualTo(Outcome.INFECTED);

        mail.check.answer = new ContentCheck.Answer(ContentCheck.Result.CLEAN, "");
        assertThat(mail.entry(id.copy(1)).quarantineClass()).isEqualTo(QuarantineClass.THREAT);
        assertThat(mail.entry(id.copy(1)).state()).isEqualTo(QuarantineEntryRow.State.HELD);
        assertThat(release(administrator, id.copy(1))).isEqualTo(Outcome.NOT_ALLOWED);
    }

    @Test
    void withoutAnAnswerOfTheScannerItStaysHeld() {
        MessageId id = spam(ALICE);
        mail.check.answer = new ContentCheck.Answer(ContentCheck.Result.UNAVAILABLE, "clamd does not answer");

        assertThat(release(manager, id.copy(1))).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(mail.entry(id.copy(1)).state()).isEqualTo(QuarantineEntryRow.State.HELD);

        mail.check.answer = new ContentCheck.Answer(ContentCheck.Result.CLEAN, "");
        assertThat(release(manager, id.copy(1))).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void threatsAreTheAdministratorsAndContentIsTheManagers() {
        MessageId threat = mail.hold(VerdictName.PHISHING, QuarantineClass.THREAT, ALICE);
        MessageId content = mail.hold(VerdictName.CONTENT, QuarantineClass.USER, ALICE);

        assertThat(release(manager, threat.copy(1))).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(byRecipient(ALICE, content.copy(1))).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(release(manager, content.copy(1))).isEqualTo(Outcome.RELEASED);
        assertThat(release(viewer(Role.CUSTOMER_ADMINISTRATOR, mail.customer.id()), threat.copy(1)))
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void byPolicyUsersReleaseContent() {
        mail.publish(PolicyDocument.parse("{\"usersReleaseContent\":true}"));
        MessageId content = mail.hold(VerdictName.CONTENT, QuarantineClass.USER, ALICE);

        assertThat(byRecipient(ALICE, content.copy(1))).isEqualTo(Outcome.RELEASED);
        assertThat(mail.entry(content.copy(1)).releasedRole()).isEqualTo("user");
    }

    @Test
    void theHelpDeskLooksButReleasesNothing() {
        MessageId id = spam(ALICE);
        Viewer helpDesk = viewer(Role.HELP_DESK, mail.customer.id());

        assertThat(one(helpDesk, id.copy(1)).subject()).isEqualTo(Viewer.MASKED);
        assertThat(one(viewer(Role.QUARANTINE_MANAGER, mail.customer.id()), id.copy(1))
                        .subject())
                .isEqualTo("Offer");
        assertThat(found(helpDesk, "offer")).as("searching tells no more").isZero();
        assertThat(found(helpDesk, "alice")).isEqualTo(1);
        assertThatThrownBy(() -> release(helpDesk, id.copy(1))).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> content(helpDesk, id.copy(1))).isInstanceOf(DeniedException.class);
    }

    @Test
    void anotherCustomersMailIsNotThere() {
        MessageId id = spam(ALICE);
        Viewer stranger = viewer(Role.CUSTOMER_ADMINISTRATOR, mail.customer.id() + 1);

        assertThatThrownBy(() -> one(stranger, id.copy(1))).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> release(stranger, id.copy(1))).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> one(administrator, "no id")).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> one(administrator, id.copy(2))).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> byRecipient(BOB, id.copy(1))).isInstanceOf(NotThereException.class);
        assertThat(list(stranger, QuarantineFilter.HELD).total()).isZero();
    }

    @Test
    @Covers("R3.8")
    void aRecipientSeesWhatIsHeldForThisAddressAndCustomerAndNoThreats() {
        MessageId id = spam(ALICE, BOB);
        mail.hold(VerdictName.PHISHING, QuarantineClass.THREAT, ALICE);
        PageRequest page = new PageRequest(0, 10);

        assertThat(mail.service
                        .listOfRecipient(mail.customer.id(), ALICE, Optional.empty(), page)
                        .items())
                .extracting(QuarantineEntry::copyId)
                .containsExactly(id.copy(1));
        assertThat(mail.service
                        .listOfRecipient(mail.customer.id() + 1, ALICE, Optional.empty(), page)
                        .items())
                .isEmpty();
    }

    @Test
    void listsByRecipientTextAndState() {
        MessageId spam = spam(ALICE, BOB);
        mail.hold(VerdictName.PNS, QuarantineClass.USER, "under_score@demo.example");
        release(manager, spam.copy(1));

        assertThat(list(manager, QuarantineFilter.HELD).items())
                .extracting(QuarantineEntry::recipient)
                .containsExactly("under_score@demo.example", BOB);
        assertThat(list(manager, text("UNDER_score")).total()).isEqualTo(1);
        assertThat(list(manager, text("underXscore")).total()).isZero();
        assertThat(list(manager, text("b.example")).total()).isEqualTo(3);
        assertThat(list(manager, text("%")).total()).isZero();
    }

    @Test
    void theSenderIsShownAsPeopleReadIt() {
        assertThat(one(manager, spam(ALICE).copy(1)).sender()).isEqualTo("Éloïse <a@b.example>");
    }

    @Test
    void notSpamReleasesAndIsKeptOnce() {
        MessageId id = spam(ALICE);

        assertThat(mail.persistence
                        .inTransaction(() -> mail.service.notSpamByRecipient(ALICE, id.copy(1)))
                        .outcome())
                .isEqualTo(Outcome.RELEASED);
        assertThat(mail.persistence
                        .inTransaction(() -> mail.service.notSpamByRecipient(ALICE, id.copy(1)))
                        .outcome())
                .isEqualTo(Outcome.ALREADY_RELEASED);
        assertThat(mail.persistence.count("FeedbackRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("EventRow x WHERE x.kind = LEARNED AND x.detail = 'NOT_SPAM_REPORTED'"))
                .isEqualTo(1);
        assertThat(mail.persistence.count("EventRow x WHERE x.kind = LEARNED AND x.detail = 'LESSON_WANTED'"))
                .isEqualTo(1);
    }

    @Test
    @Covers("B14")
    void aLookIntoTheContentIsRecorded() throws IOException {
        MessageId id = spam(ALICE);

        try (InputStream content = content(manager, id.copy(1))) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("Hello");
        }
        assertThat(mail.persistence.count("EventRow x WHERE x.kind = VIEWED AND x.actor = 'QUARANTINE_MANAGER'"))
                .isEqualTo(1);
    }

    @Test
    void whenItsTimeIsOverItGoesAndTheContentWithTheLastCopy() throws IOException {
        MessageId id = spam(ALICE, BOB);
        release(manager, id.copy(2));
        long entry = mail.entry(id.copy(1)).id();

        assertThat(mail.persistence.inTransaction(() -> mail.ledger.expire(entry)))
                .isFalse();
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(14)));
        assertThat(mail.persistence.inTransaction(() -> mail.ledger.expire(entry)))
                .isTrue();
        removeContent(id);

        assertThat(mail.copy(id.copy(1)).state()).isEqualTo(CopyRow.State.EXPIRED);
        assertThat(release(administrator, id.copy(1))).isEqualTo(Outcome.NO_LONGER_HELD);
        assertThat(mail.store.envelope(id))
                .as("the other copy still waits in the queue")
                .isPresent();

        long other = mail.entry(id.copy(2)).copyId();
        mail.persistence.inTransaction(() ->
                mail.persistence.entityManager().find(CopyRow.class, other).moveTo(CopyRow.State.DELIVERED));
        removeContent(id);
        assertThat(mail.store.envelope(id)).isEmpty();
    }

    private long found(Viewer viewer, String text) {
        QuarantineFilter filter = new QuarantineFilter(
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return mail.persistence
                .inTransaction(() -> mail.service.list(viewer, filter, new PageRequest(0, 10)))
                .total();
    }

    private void removeContent(MessageId id) {
        mail.persistence.inTransaction(() -> mail.contentRemoval.removeIfUnneeded(id));
    }

    private MessageId spam(String... recipients) {
        return mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, recipients);
    }

    private Outcome release(Viewer viewer, String copyId) {
        return mail.persistence
                .inTransaction(() -> mail.service.release(viewer, copyId))
                .outcome();
    }

    private Outcome byRecipient(String recipient, String copyId) {
        return mail.persistence
                .inTransaction(() -> mail.service.releaseByRecipient(recipient, copyId))
                .outcome();
    }

    private QuarantineEntry one(Viewer viewer, String copyId) {
        return mail.persistence.inTransaction(() -> mail.service.one(viewer, copyId));
    }

    private InputStream content(Viewer viewer, String copyId) throws IOException {
        return mail.persistence
                .inTransaction(() -> mail.service.content(viewer, copyId))
                .open();
    }

    private Page<QuarantineEntry> list(Viewer viewer, QuarantineFilter filter) {
        return mail.persistence.inTransaction(() -> mail.service.list(viewer, filter, new PageRequest(0, 50)));
    }

    private static QuarantineFilter text(String text) {
        return new QuarantineFilter(
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Viewer viewer(Role role, long customer) {
        return new Viewer(role.name(), role, Optional.of(customer));
    }

    private static Outcome get(Future<Outcome> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
