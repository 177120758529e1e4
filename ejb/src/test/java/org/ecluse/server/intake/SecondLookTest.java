package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecluse.server.intake.KeptMail.CLEAN;
import static org.ecluse.server.intake.KeptMail.spf;
import static org.ecluse.server.intake.KeptMail.to;

import java.nio.file.Path;
import java.time.Duration;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.MessageId;
import org.ecluse.server.disposition.PendingScanClaims;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that could not be checked is never delivered unchecked and never forgotten (B8). */
@Covers("B8")
class SecondLookTest {
    private static final String STATE = "SELECT state, verdict FROM recipient_copy";

    @TempDir
    private Path data;

    private KeptMail mail;
    private MessageId id;

    @BeforeEach
    void start() {
        mail = new KeptMail(data);
        mail.engine.silent();
        id = mail.stored(CLEAN, spf(SpfResult.PASS), to("ann@demo.example"));
        mail.recovery.takeInAgain();
        assertThat(mail.read(STATE)).containsExactly("SCAN_PENDING UNCHECKED");
    }

    @Test
    void aCleanCopyIsQueuedAndExplainedOnce() throws Exception {
        mail.engine.clean();
        mail.secondLook.atWhatIsDue();
        assertThat(mail.read(STATE)).as("not due yet").containsExactly("SCAN_PENDING UNCHECKED");
        later(Duration.ofMinutes(1));
        assertThat(mail.read(STATE)).containsExactly("QUEUED CLEAN");
        assertThat(mail.read("SELECT copy_id FROM pending_scan")).isEmpty();
        assertThat(mail.read("SELECT symbol FROM finding"))
                .doesNotHaveDuplicates()
                .contains("ANTIVIRUS_ENGINE")
                .doesNotContain("SCANNER_UNAVAILABLE");
        assertThat(mail.read("SELECT dsn_allowed FROM recipient_copy")).containsExactly("true");
    }

    @Test
    @Covers("R2.7")
    void aMarkIsPartOfTheSecondVerdictToo() throws Exception {
        mail.publish(
                mail.domain, PolicyDocument.parse("{\"thresholds\":{\"tag\":1,\"quarantine\":9000,\"destroy\":9001}}"));
        String offer = CLEAN.replace("Minutes", "You have WON, act now!!!")
                .replace("The minutes are ready.", "Claim your FREE prize today, winner: http://192.0.2.9/claim");
        mail.stored(offer, spf(SpfResult.NONE), to("bob@demo.example"));
        mail.recovery.takeInAgain();
        assertThat(mail.read("SELECT marked_as FROM recipient_copy WHERE recipient LIKE 'bob%'"))
                .as("nothing is decided yet")
                .containsExactly("");
        mail.engine.clean();
        later(Duration.ofMinutes(1));
        assertThat(mail.read("SELECT state, marked_as FROM recipient_copy WHERE recipient LIKE 'bob%'"))
                .containsExactly("QUEUED SPAM");
    }

    @Test
    @Covers("B16")
    void aVirusLeavesATombstoneAndNoContent() throws Exception {
        mail.engine.infected();
        later(Duration.ofMinutes(1));
        assertThat(mail.read(STATE)).containsExactly("DESTROYED VIRUS");
        assertThat(mail.read("SELECT public_id FROM tombstone")).containsExactly(id.copy(1));
        assertThat(mail.store.open(id)).isEmpty();
        assertThat(mail.read("SELECT content FROM message")).containsExactly("GONE");
    }

    @Test
    void anotherCopyThatStillWaitsKeepsTheContent() throws Exception {
        MessageId two = mail.stored(CLEAN, spf(SpfResult.PASS), to("ann@demo.example"), to("bob@demo.example"));
        mail.recovery.takeInAgain();
        later(Duration.ofMinutes(1)); // put off once more
        mail.engine.infected();
        mail.run("UPDATE pending_scan SET due_at = due_at + INTERVAL '1' DAY WHERE copy_id <>"
                + " (SELECT MAX(id) FROM recipient_copy)");
        later(Duration.ofHours(1));
        assertThat(mail.read("SELECT state FROM recipient_copy WHERE message_id ="
                        + " (SELECT id FROM message WHERE public_id = '" + two + "') ORDER BY number"))
                .containsExactly("SCAN_PENDING", "DESTROYED");
        assertThat(mail.store.open(two)).isPresent();
    }

    @Test
    void aDayWithoutACheckEndsInTheThreatQuarantine() throws Exception {
        later(Duration.ofHours(23).plusMinutes(59));
        assertThat(mail.read(STATE)).containsExactly("SCAN_PENDING UNCHECKED");
        later(Duration.ofHours(1));
        assertThat(mail.read(STATE)).containsExactly("QUARANTINED UNCHECKED");
        assertThat(mail.read("SELECT class, state FROM quarantine_entry")).containsExactly("THREAT HELD");
        assertThat(mail.read("SELECT copy_id FROM pending_scan")).isEmpty();
    }

    @Test
    void aCopyThatCannotEvenBeReadEndsThereToo() throws Exception {
        mail.store.remove(id);
        later(Duration.ofMinutes(1));
        assertThat(mail.read("SELECT attempts, claimed_by FROM pending_scan")).containsExactly("1 -");
        later(Duration.ofHours(24));
        assertThat(mail.read(STATE)).containsExactly("QUARANTINED UNCHECKED");
    }

    @Test
    void aCopyWhoseDomainLeftMeanwhileGoesToItsCustomersThreatQuarantine() throws Exception {
        mail.engine.clean();
        mail.run("UPDATE domain SET active = FALSE");
        later(Duration.ofMinutes(1));
        assertThat(mail.read(STATE)).containsExactly("SCAN_PENDING UNCHECKED");
        later(Duration.ofHours(24));
        assertThat(mail.read("SELECT class FROM quarantine_entry")).containsExactly("THREAT");
    }

    @Test
    void whatAnotherNodeClaimedIsLeftToIt() throws Exception {
        mail.engine.clean();
        mail.clock.forward(Duration.ofMinutes(1));
        long copy = Long.parseLong(mail.read("SELECT copy_id FROM pending_scan").get(0));
        PendingScanClaims other = new PendingScanClaims(mail.persistence.dataSource(), "other");
        assertThat(other.claim(copy, mail.clock.instant())).isTrue();
        mail.secondLook.atWhatIsDue();
        assertThat(mail.read(STATE)).containsExactly("SCAN_PENDING UNCHECKED");
        mail.pendingScans.notLooked(copy, "a third");
        assertThat(mail.read("SELECT attempts, claimed_by FROM pending_scan")).containsExactly("0 other");
        later(Duration.ofMinutes(11)); // it went down: the claim has ended
        assertThat(mail.read(STATE)).containsExactly("QUEUED CLEAN");
    }

    private void later(Duration time) throws Exception {
        mail.clock.forward(time);
        mail.secondLook.atWhatIsDue();
    }
}
