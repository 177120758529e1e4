package org.ecluse.server.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.ecluse.digest.ReportAnswer;
import org.ecluse.digest.ReportMail;
import org.ecluse.digest.ReportReason.Why;
import org.ecluse.digest.ReportWords;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.digest.ReportService.Outcome;
import org.ecluse.server.directory.KnownAddressRow;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers("R3.14")
class ReportInquiryTest {
    private static final String ALICE = ReportKit.ALICE;
    private static final String TODAY = "2026-03-02";

    @TempDir
    private Path data;

    private ReportKit kit;

    @BeforeEach
    void open() {
        kit = new ReportKit(data);
    }

    @Test
    void whoIsNotSubscribedIsTold() {
        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.NOT_SUBSCRIBED_YET);
        kit.mail.persistence.inTransaction(() -> kit.mail
                .persistence
                .entityManager()
                .createQuery("UPDATE DomainRow d SET d.autoSubscribe = FALSE")
                .executeUpdate());
        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.NOT_SUBSCRIBED);
    }

    @Test
    void beforeItsHourItIsNotYetDue() {
        kit.subscribe(ALICE);

        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.NOT_YET);
        assertThat(said(ALICE, TODAY, "en")).contains("due at 06:00");
        assertThat(said(ALICE, TODAY, "fr")).contains("prévu à 06:00");
    }

    @Test
    void nothingNew() {
        long alice = kit.subscribe(ALICE);
        kit.mail.hold(VerdictName.PHISHING, QuarantineClass.THREAT, ALICE);
        kit.mail.clock.set(ReportKit.SIX);
        kit.report(alice);
        kit.mail.clock.set(ReportKit.SIX.plusSeconds(60));
        kit.spam(ALICE);

        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.NOTHING_NEW);
    }

    @Test
    void theLevelThatDayIsRememberedWhenItIsAnotherToday() {
        long alice = kit.subscribe(ALICE);
        KnownAddressRow row = kit.mail.persistence.saved(new KnownAddressRow(
                kit.mail.customer.id(), kit.mail.domain.id(), ALICE, null, FilterLevel.AUCUN, HeldMail.START));
        assertThat(kit.why(ALICE, TODAY)).as("it will be the reason").containsExactly(Why.LEVEL_NONE);
        kit.mail.clock.set(ReportKit.SIX);
        kit.report(alice);
        kit.mail.persistence.inTransaction(() -> kit.mail
                .persistence
                .entityManager()
                .find(KnownAddressRow.class, row.id())
                .filterAt(FilterLevel.ROBUSTE));

        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.LEVEL_NONE);
        assertThat(said(ALICE, TODAY, "fr")).contains("niveau de filtrage « Aucun »", "Robuste");
    }

    @Test
    void aReportThatWasSentSaysWhenAndWhatTheReceiversServerAnswered() {
        long alice = kit.subscribe(ALICE);
        kit.spam(ALICE);
        kit.mail.clock.set(ReportKit.SIX.plusSeconds(90));
        assertThat(kit.report(alice)).isEqualTo(Outcome.REPORTED);

        assertThat(said(ALICE, TODAY, "en"))
                .contains(
                        "due at 06:00 was made at 06:01 and tells of one message", "waits to be delivered to " + ALICE);
        delivered("250 2.0.0 queued as <b>7</b>", ReportKit.SIX.plusSeconds(120));
        assertThat(kit.answer(ALICE, TODAY).reasons().get(0).mail())
                .map(ReportMail::state)
                .hasValue(ReportMail.State.DELIVERED);
        assertThat(said(ALICE, TODAY, "en"))
                .contains("The mail server of " + ALICE + " took it at 06:02 and said: 250 2.0.0 queued as <b>7</b>");
    }

    @Test
    void whatIsStillDueIsLate() {
        kit.subscribe(ALICE);
        kit.spam(ALICE);
        kit.mail.clock.set(ReportKit.SIX.plus(Duration.ofMinutes(20)));

        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.LATE);
        run("RUNNING");
        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.LATE_RUNNING);
        run("FAILED");
        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.LATE_JOB_FAILED);
    }

    @Test
    void aReportThatCannotBeMadeIsSaidToHaveFailedUntilItIsMade() throws IOException {
        long alice = kit.subscribe(ALICE);
        kit.spam(ALICE);
        kit.mail.clock.set(ReportKit.SIX);
        Path moved = data.resolveSibling(data.getFileName() + "-away");
        Files.move(data, moved);
        Files.createFile(data);
        assertThat(kit.report(alice)).isEqualTo(Outcome.FAILED);

        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.FAILED);
        Files.delete(data);
        Files.move(moved, data);
        kit.mail.clock.set(ReportKit.SIX.plus(Duration.ofMinutes(30)));
        assertThat(kit.report(alice)).isEqualTo(Outcome.REPORTED);
        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.SENT);
        assertThat(said(ALICE, TODAY, "en")).contains("due at 06:00 was made at 06:30");
    }

    @Test
    void theOneThatCaughtUpStandsForTheDaysThatWereMissed() {
        long alice = kit.subscribe(ALICE);
        kit.spam(ALICE);
        kit.mail.clock.set(ReportKit.SIX.plus(Duration.ofDays(2)).plusSeconds(60));
        assertThat(kit.report(alice)).isEqualTo(Outcome.REPORTED);

        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.SENT);
        assertThat(kit.why(ALICE, "2026-03-03")).containsExactly(Why.CAUGHT_UP);
        assertThat(kit.why(ALICE, "2026-03-04")).containsExactly(Why.CAUGHT_UP);
        assertThat(kit.why(ALICE, "2026-03-05")).containsExactly(Why.NOT_YET);
        assertThat(said(ALICE, "2026-03-03", "en")).contains("At 4 March 2026, 06:01 one was made");
    }

    @Test
    void endedAndSubscribedLaterAreTold() {
        kit.subscribe(ALICE);
        kit.mail.persistence.inTransaction(() -> kit.subscriptions.unsubscribe(kit.administrator, ALICE));
        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.ENDED);

        kit.mail.clock.set(ReportKit.SIX.plus(Duration.ofHours(3)));
        kit.subscribe(ALICE);
        assertThat(kit.why(ALICE, TODAY)).containsExactly(Why.SUBSCRIBED_LATER);
        assertThat(said(ALICE, TODAY, "en")).contains("only since 09:00");
    }

    @Test
    void anAliasIsAnsweredForTheAddressItStandsFor() {
        kit.subscribe(ALICE);
        kit.mail.persistence.saved(new KnownAddressRow(
                kit.mail.customer.id(), kit.mail.domain.id(), "ali@demo.example", ALICE, null, HeldMail.START));

        ReportAnswer answer = kit.answer("Ali+news@demo.example", TODAY);
        assertThat(answer.reportOf()).isEqualTo(ALICE);
        assertThat(answer.reasons()).extracting(reason -> reason.why()).containsExactly(Why.NOT_YET);
    }

    @Test
    void ofAnotherCustomersAddressesNothingIsTold() {
        kit.subscribe(ALICE);
        Viewer stranger = new Viewer("x", Role.CUSTOMER_ADMINISTRATOR, Optional.of(kit.mail.customer.id() + 1));

        assertThatThrownBy(() -> kit.mail.persistence.inTransaction(
                        () -> kit.inquiry.explain(stranger, ALICE, Optional.<LocalDate>empty())))
                .isInstanceOf(InvalidInputException.class);
    }

    private String said(String address, String day, String language) {
        ReportAnswer answer = kit.answer(address, day);
        ReportWords words = new ReportWords(answer, language);
        return String.join("\n", answer.reasons().stream().map(words::sentence).toList());
    }

    private void delivered(String reply, Instant at) {
        kit.mail.persistence.inTransaction(() -> {
            var copies = kit.mail
                    .persistence
                    .entityManager()
                    .createQuery("SELECT c FROM CopyRow c WHERE c.message.origin = REPORT", CopyRow.class)
                    .getResultList();
            copies.forEach(copy -> {
                copy.moveTo(CopyRow.State.DELIVERED);
                copy.answered(reply);
                kit.mail.persistence.entityManager().persist(EventRow.of(copy, EventKind.DELIVERED, at, "", reply));
            });
        });
    }

    private void run(String state) {
        kit.mail.persistence.inTransaction(() -> kit.mail
                .persistence
                .entityManager()
                .createNativeQuery(
                        "INSERT INTO job_run (id, name, run_key, state, owner, lease_until, summary, started_at)"
                                + " VALUES (NEXT VALUE FOR job_seq, 'quarantine-report', :state, :state, 'n', CURRENT_TIMESTAMP, '', CURRENT_TIMESTAMP)")
                .setParameter("state", state)
                .executeUpdate());
    }
}
