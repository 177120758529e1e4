package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecluse.server.intake.KeptMail.CLEAN;
import static org.ecluse.server.intake.KeptMail.spf;
import static org.ecluse.server.intake.KeptMail.to;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.MessageId;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail that was answered 250 and that no row knows comes in again, whatever became of its recipients since. */
@Covers({"B1", "R1.13"})
class StoredMailRecoveryTest {
    private static final String COPIES =
            "SELECT recipient, state, disposition, customer_id IS NULL FROM recipient_copy ORDER BY number";

    @TempDir
    private Path data;

    private KeptMail mail;

    @BeforeEach
    void start() {
        mail = new KeptMail(data);
    }

    @Test
    void aRecipientThatTheGateWouldRefuseNowIsKept() {
        mail.stored(CLEAN, spf(SpfResult.PASS), to("left.the.list@demo.example"));
        mail.recovery.takeInAgain();
        assertThat(mail.read(COPIES)).containsExactly("left.the.list@demo.example QUEUED DELIVER false");
        assertThat(mail.recovery.waiting()).isZero();
    }

    @Test
    void whatWasToBeDiscardedIsNotDeliveredBecauseOfACrash() {
        mail.address("ann@demo.example");
        mail.stored(
                CLEAN,
                spf(SpfResult.PASS),
                to("ann@demo.example"),
                new StoredEnvelope.Recipient("nobody@demo.example", "", "", true));
        mail.recovery.takeInAgain();
        assertThat(mail.read(COPIES))
                .containsExactly(
                        "ann@demo.example QUEUED DELIVER false", "nobody@demo.example DISCARDED DISCARD false");
        assertThat(mail.read("SELECT kind FROM timeline_event WHERE recipient = 'nobody@demo.example' ORDER BY id"))
                .containsExactly("RECEIVED", "DISCARDED");
    }

    @Test
    void aDomainThatLeftTheServiceHoldsBackNobodyElseAndIsAwaited() throws Exception {
        mail.address("ann@demo.example");
        MessageId id = mail.stored(CLEAN, spf(SpfResult.PASS), to("ann@demo.example"), to("bob@left.example"));
        mail.recovery.takeInAgain();
        assertThat(mail.read(COPIES))
                .containsExactly("ann@demo.example QUEUED DELIVER false", "bob@left.example SCAN_PENDING DEFER true");
        assertThat(mail.read("SELECT symbol FROM finding WHERE copy_id IS NOT NULL"))
                .contains("RECIPIENT_DOMAIN_GONE");
        mail.clock.forward(Duration.ofHours(30));
        mail.secondLook.atWhatIsDue();
        assertThat(mail.read(COPIES)).contains("bob@left.example SCAN_PENDING DEFER true");

        mail.domain("left.example");
        mail.clock.forward(Duration.ofMinutes(31));
        mail.secondLook.atWhatIsDue();
        assertThat(mail.read(COPIES)).contains("bob@left.example QUEUED DELIVER false");
        assertThat(mail.read("SELECT next_hop FROM queue_entry WHERE domain_id IS NULL"))
                .isEmpty();
        assertThat(mail.read("SELECT symbol FROM finding")).doesNotContain("RECIPIENT_DOMAIN_GONE");
        assertThat(mail.store.open(id)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"PASS, true", "NONE, true", "FAIL, false"})
    void theSenderIsJudgedByWhatWasKnownAtArrival(SpfResult result, boolean mayBeTold) {
        mail.stored(CLEAN, spf(result), to("ann@demo.example"));
        mail.recovery.takeInAgain();
        assertThat(mail.read("SELECT dsn_allowed FROM recipient_copy")).containsExactly(Boolean.toString(mayBeTold));
    }

    @Test
    void whatCannotBeReadIsTriedAgainEverLessOftenAndStays() throws Exception {
        MessageId id = mail.stored(CLEAN, spf(SpfResult.PASS), to("ann@demo.example"));
        Path file = file(id);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        mail.recovery.takeInAgain();
        assertThat(mail.recovery.waiting()).isEqualTo(1);
        mail.recovery.tryAgain();
        mail.clock.forward(Duration.ofSeconds(61));
        mail.recovery.tryAgain();
        assertThat(mail.recovery.waiting()).isEqualTo(1);

        Files.write(file, whole);
        mail.clock.forward(Duration.ofSeconds(61));
        mail.recovery.tryAgain();
        assertThat(mail.recovery.waiting()).as("two minutes are not over").isEqualTo(1);
        mail.clock.forward(Duration.ofSeconds(60));
        mail.recovery.tryAgain();
        assertThat(mail.recovery.waiting()).isZero();
        assertThat(mail.read(COPIES)).containsExactly("ann@demo.example QUEUED DELIVER false");
    }

    @Test
    void messagesWithARowAreLeftAlone() {
        MessageId id = mail.stored(CLEAN, spf(SpfResult.PASS), to("ann@demo.example"));
        mail.persistence.saved(new MessageRow(
                id,
                MessageRow.Origin.INBOUND,
                KeptMail.START,
                "192.0.2.1",
                "",
                "",
                "",
                "",
                1,
                MessageRow.Content.KEPT,
                ""));
        mail.recovery.takeInAgain();
        assertThat(mail.read(COPIES)).isEmpty();
    }

    private Path file(MessageId id) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> found = files.filter(file -> file.endsWith(id.value())).toList();
            return found.get(0);
        }
    }
}
