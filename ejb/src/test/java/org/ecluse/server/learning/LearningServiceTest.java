package org.ecluse.server.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"R3.5", "B3"})
class LearningServiceTest {
    private static final String ALICE = "alice@demo.example";
    private static final PageRequest ALL = new PageRequest(0, 200);

    @TempDir
    private Path data;

    private HeldMail mail;
    private long customer;
    private Viewer manager;
    private final SplittableRandom random = new SplittableRandom(11);

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        customer = mail.customer.id();
        manager = new Viewer("manager", Role.QUARANTINE_MANAGER, Optional.of(customer));
    }

    @Test
    void aLessonIsThisCustomersAlone() throws SQLException {
        CustomerRow other = mail.persistence.saved(new CustomerRow("Other", "fr", "Europe/Paris", HeldMail.START));
        LessonText text = text();
        assertThat(forwarded(text, ALICE)).isEqualTo(LearnAnswer.LEARNED);
        assertThat(mail.models.of(customer).evidence(text.tokens())).isPositive();
        assertThat(mail.models.of(other.id()).isEmpty()).isTrue();
        Viewer stranger = new Viewer("stranger", Role.CUSTOMER_ADMINISTRATOR, Optional.of(other.id()));
        assertThatThrownBy(() -> mail.learning.list(stranger, customer, "", ALL))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> mail.learning.undo(stranger, onlyLesson().id()))
                .isInstanceOf(NotThereException.class);
    }

    @Test
    void undoLeavesExactlyWhatWasThere() throws SQLException {
        forwarded(text(), ALICE);
        byte[] before = mail.models.of(customer).toBytes();
        mail.clock.set(HeldMail.START.plusSeconds(1));
        forwarded(text(), "bob@demo.example");
        mail.learning.undo(
                manager,
                mail.learning.list(manager, customer, "bob", ALL).items().get(0).id());
        assertThat(mail.models.of(customer).toBytes()).isEqualTo(before);
    }

    @Test
    void everythingOfOnePersonIsTakenBackAndNothingOfOthers() throws SQLException {
        forwarded(text(), "bob@demo.example");
        byte[] bobs = mail.models.of(customer).toBytes();
        for (int i = 0; i < 5; i++) {
            forwarded(text(), ALICE);
        }
        assertThat(mail.learning.undoAllBy(manager, customer, ALICE)).isEqualTo(5);
        assertThat(mail.models.of(customer).toBytes()).isEqualTo(bobs);
        assertThat(mail.learning.undoAllBy(manager, customer, ALICE)).isZero();
    }

    @Test
    void aMessageIsLearnedOnce() {
        LessonText text = text();
        assertThat(forwarded(text, ALICE)).isEqualTo(LearnAnswer.LEARNED);
        assertThat(forwarded(text, ALICE)).isEqualTo(LearnAnswer.ALREADY);
        assertThat(forwarded(text, "bob@demo.example")).isEqualTo(LearnAnswer.ALREADY);
        assertThat(mail.learning.learnForwarded(customer, Lesson.Kind.WANTED, ALICE, text))
                .as("the opposite is another lesson")
                .isEqualTo(LearnAnswer.LEARNED);
    }

    @Test
    void onePersonsWordForAMailingCountsOnceAndTwoPersonsTwice() throws SQLException {
        LessonText first = text();
        int[] tokens = first.tokens().clone();
        tokens[0] = tokens[0] == 0 ? 1 : tokens[0] - 1;
        LessonText nearly = new LessonText(tokens, Optional.empty(), first.sender(), first.subject());
        assertThat(forwarded(first, ALICE)).isEqualTo(LearnAnswer.LEARNED);
        assertThat(forwarded(nearly, ALICE)).isEqualTo(LearnAnswer.LIKE_BEFORE);
        double one = mail.models.of(customer).evidence(first.tokens());
        assertThat(forwarded(nearly, "bob@demo.example")).isEqualTo(LearnAnswer.LEARNED);
        assertThat(mail.models.of(customer).evidence(first.tokens())).isGreaterThan(one);
    }

    @Test
    void onePersonsManyLessonsGiveNoMoreThanOneAndUndoStillLeavesTheOthers() throws SQLException {
        int[] wanted = text().tokens();
        for (int i = 0; i < 15; i++) {
            int half = i % 2;
            int[] tokens = IntStream.concat(
                            IntStream.range(0, wanted.length / 2).map(j -> wanted[2 * j + half]),
                            IntStream.of(text().tokens()).limit(wanted.length / 2))
                    .distinct()
                    .sorted()
                    .toArray();
            taught(tokens);
        }
        assertThat(mail.models.of(customer).evidence(wanted)).isBetween(0.2, 0.334);
        byte[] before = mail.models.of(customer).toBytes();
        mail.clock.set(HeldMail.START.plusSeconds(1));
        taught(wanted);
        mail.learning.undo(
                manager,
                mail.learning.list(manager, customer, "", ALL).items().get(0).id());
        assertThat(mail.models.of(customer).toBytes())
                .as("its tokens were taught by others of hers")
                .isEqualTo(before);
    }

    @Test
    void aPersonTeachesABoundedNumberADayAlsoWhenItIsTakenBack() {
        for (int i = 0; i < 20; i++) {
            assertThat(forwarded(text(), ALICE)).isEqualTo(LearnAnswer.LEARNED);
        }
        mail.learning.undoAllBy(manager, customer, ALICE);
        assertThat(forwarded(text(), ALICE)).isEqualTo(LearnAnswer.PERSON_LIMIT);
        assertThat(forwarded(text(), "bob@demo.example")).isEqualTo(LearnAnswer.LEARNED);
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(1)));
        assertThat(forwarded(text(), ALICE)).isEqualTo(LearnAnswer.LEARNED);
    }

    @Test
    void aCustomersPeopleTogetherTeachABoundedNumberADay() {
        for (int i = 0; i < LearningLedger.CUSTOMER_A_DAY; i++) {
            assertThat(forwarded(text(), "user" + i / 20 + "@demo.example")).isEqualTo(LearnAnswer.LEARNED);
        }
        assertThat(forwarded(text(), ALICE)).isEqualTo(LearnAnswer.CUSTOMER_LIMIT);
    }

    @Test
    void theOldestLessonIsForgottenExactly() throws SQLException {
        LessonText oldest = text();
        forwarded(oldest, "first@demo.example");
        for (int i = 0; i < OwnModel.MOST_LESSONS; i++) {
            mail.clock.set(HeldMail.START.plus(Duration.ofHours(i + 1)));
            assertThat(forwarded(text(), "user" + i + "@demo.example")).isEqualTo(LearnAnswer.LEARNED);
        }
        assertThat(mail.learning.list(manager, customer, "", ALL).total()).isEqualTo(OwnModel.MOST_LESSONS);
        assertThat(mail.learning.list(manager, customer, "first", ALL).items()).isEmpty();
        while (mail.learning.list(manager, customer, "", ALL).total() > 0) {
            for (Lesson lesson : mail.learning.list(manager, customer, "", ALL).items()) {
                mail.learning.undo(manager, lesson.id());
            }
        }
        assertThat(mail.models.of(customer).isEmpty()).isTrue();
    }

    @Test
    void thatPhishingIsWantedIsNotBelieved() {
        MessageId id = mail.hold(VerdictName.PHISHING, QuarantineClass.THREAT, ALICE);
        CopyId copy = new CopyId(id, 1);
        assertThat(mail.learning.learnWanted(customer, copy, Teacher.of(manager), text()))
                .isEqualTo(LearnAnswer.THREAT);
        assertThat(mail.persistence.count("LessonRow x")).isZero();
    }

    @Test
    void theTimelineTellsOfTheLessonAndOfItsUndoing() {
        MessageId id = mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, ALICE);
        mail.learning.learnWanted(customer, new CopyId(id, 1), Teacher.user(ALICE), text());
        assertThat(mail.persistence.count("EventRow x WHERE x.kind = LEARNED AND x.detail = 'LESSON_WANTED'"))
                .isEqualTo(1);
        mail.learning.undo(manager, onlyLesson().id());
        assertThat(mail.persistence.count("EventRow x WHERE x.kind = LEARNED AND x.detail = 'UNDONE_WANTED'"))
                .isEqualTo(1);
        assertThatThrownBy(() -> mail.learning.undo(manager, "gone")).isInstanceOf(NotThereException.class);
    }

    @Test
    void theHelpDeskOnlyLooks() {
        forwarded(text(), ALICE);
        Viewer help = new Viewer("help", Role.HELP_DESK, Optional.of(customer));
        assertThat(mail.learning.list(help, customer, "", ALL).items()).hasSize(1);
        assertThatThrownBy(() -> mail.learning.undo(help, onlyLesson().id())).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> mail.learning.export(help, customer)).isInstanceOf(DeniedException.class);
    }

    @Test
    void aMessageOfThreeWordsIsNotLearned() {
        LessonText few = new LessonText(new int[] {1, 2, 3}, Optional.empty(), "a@b.example", "Hi");
        assertThat(forwarded(few, ALICE)).isEqualTo(LearnAnswer.TOO_SHORT);
    }

    private LearnAnswer forwarded(LessonText text, String user) {
        return mail.learning.learnForwarded(customer, Lesson.Kind.SPAM, user, text);
    }

    private void taught(int[] tokens) {
        assertThat(forwarded(new LessonText(tokens, Optional.empty(), "a@b.example", "Offer"), ALICE))
                .isEqualTo(LearnAnswer.LEARNED);
    }

    private Lesson onlyLesson() {
        return mail.learning.list(manager, customer, "", ALL).items().get(0);
    }

    private LessonText text() {
        int[] tokens = IntStream.generate(() -> random.nextInt(1 << 21))
                .distinct()
                .limit(OwnTokens.LEAST * 3)
                .sorted()
                .toArray();
        return new LessonText(tokens, Optional.empty(), "a@b.example", "Offer");
    }
}
