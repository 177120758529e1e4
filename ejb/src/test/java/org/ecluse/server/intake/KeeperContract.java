package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecluse.server.intake.KeptMail.CLEAN;
import static org.ecluse.server.intake.KeptMail.spf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.verdict.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a judged message leaves in store and database before its reply (decisions: Keeping mail). */
abstract class KeeperContract {
    private static final String COPIES = "SELECT recipient, state FROM recipient_copy ORDER BY number";
    private static final String EVENTS = "SELECT recipient, kind FROM timeline_event ORDER BY id";

    @TempDir
    private Path data;

    private KeptMail mail;
    private MessageId id;

    /** On a database with the schema and no row. */
    abstract TestPersistence persistence() throws Exception;

    @BeforeEach
    void start() throws Exception {
        mail = new KeptMail(data, persistence());
        id = MessageId.create(mail.clock);
    }

    @Test
    @Covers({"B1", "B3"})
    void acceptedMailHasContentRowsAndAQueueEntryForEachRecipient() throws Exception {
        assertThat(take("ann@demo.example", "bob@demo.example")).isEqualTo(Reply.ACCEPTED);
        assertThat(mail.store.open(id)).isPresent();
        assertThat(mail.read(COPIES)).containsExactly("ann@demo.example QUEUED", "bob@demo.example QUEUED");
        assertThat(mail.read("SELECT next_hop, state, attempts FROM queue_entry"))
                .containsExactly("demo.example DUE 0", "demo.example DUE 0");
        assertThat(mail.read(EVENTS))
                .containsExactly(
                        "ann@demo.example RECEIVED",
                        "ann@demo.example DECIDED",
                        "ann@demo.example QUEUED",
                        "bob@demo.example RECEIVED",
                        "bob@demo.example DECIDED",
                        "bob@demo.example QUEUED");
        assertThat(mail.read("SELECT dsn_allowed FROM recipient_copy")).containsOnly("true");
    }

    @Test
    @Covers("R1.11")
    void theOwnerOfTheAuthorDomainIsToldOfWhatWasDecidedAndNotOfWhatComesAgain() throws Exception {
        PublishedPolicy policy = new PublishedPolicy(
                "example.org",
                Request.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                "mailto:dmarc@example.org");
        DmarcVerdict passed = new DmarcVerdict(
                DmarcVerdict.Result.PASS,
                "example.org",
                "example.org",
                Request.NONE,
                false,
                true,
                false,
                "",
                Optional.of(policy));
        MessageAuthentication proof = new MessageAuthentication(List.of(), ArcVerdict.NONE, passed);
        List<String> recipients = List.of("ann@demo.example", "bob@demo.example");
        mail.taken(id, CLEAN, spf(SpfResult.PASS), recipients, List.of(), proof);
        mail.engine.silent();
        mail.taken(MessageId.create(mail.clock), CLEAN, spf(SpfResult.PASS), recipients, List.of(), proof);
        mail.dmarc.write();
        assertThat(mail.read("SELECT d.domain, s.source_ip, s.applied, s.spf, s.messages"
                        + " FROM dmarc_source s JOIN dmarc_day d ON d.id = s.day_id"))
                .containsExactly("example.org 192.0.2.1 PASS example.org pass 1");
    }

    @Test
    @Covers("R1.11")
    void mailToAReportAddressIsKeptTwiceAndOtherMailOnce() throws Exception {
        mail.run("INSERT INTO report_address (domain_id, customer_id, address) SELECT d.id, d.customer_id,"
                + " 'dmarc@demo.example' FROM domain d");
        mail.taken(id, CLEAN, spf(SpfResult.PASS), List.of("dmarc@demo.example", "ann@demo.example"), List.of());
        assertThat(mail.read("SELECT address, tries, proven FROM report_waiting"))
                .containsExactly("dmarc@demo.example 0 false");
        mail.taken(MessageId.create(mail.clock), CLEAN, spf(SpfResult.PASS), List.of("ann@demo.example"), List.of());
        assertThat(mail.read("SELECT address FROM report_waiting")).hasSize(1);
        mail.run("DELETE FROM report_waiting");
        mail.recovery.takeInAgain();
        assertThat(mail.read("SELECT address FROM report_waiting"))
                .as("a copy whose row was lost waits again, and is not delivered")
                .containsExactly("dmarc@demo.example");
        assertThat(mail.read("SELECT recipient FROM recipient_copy")).hasSize(3);
    }

    @Test
    @Covers("R1.11")
    void nothingIsEverToldToASenderWhoFailedSpf() throws Exception {
        mail.taken(id, CLEAN, spf(SpfResult.FAIL), List.of("ann@demo.example"), List.of());
        assertThat(mail.read("SELECT dsn_allowed FROM recipient_copy")).containsExactly("false");
    }

    @Test
    @Covers("R1.13")
    void discardedMailIsTakenAndShownButKeptNowhere() throws Exception {
        Reply reply = mail.taken(
                id, CLEAN, spf(SpfResult.PASS), List.of("nobody@demo.example"), List.of("nobody@demo.example"));
        assertThat(reply).isEqualTo(Reply.ACCEPTED);
        assertThat(mail.store.open(id)).isEmpty();
        assertThat(mail.read(COPIES)).containsExactly("nobody@demo.example DISCARDED");
        assertThat(mail.read("SELECT content FROM message")).containsExactly("GONE");
        assertThat(mail.read(EVENTS)).containsExactly("nobody@demo.example RECEIVED", "nobody@demo.example DISCARDED");
        assertThat(mail.read("SELECT id FROM queue_entry")).isEmpty();
    }

    @Test
    @Covers("B8")
    void uncheckedMailIsPutOffAndTheTimelineSaysSo() throws Exception {
        mail.engine.silent();
        assertThat(take("ann@demo.example")).isEqualTo(Reply.SCANNER_UNAVAILABLE);
        assertThat(mail.store.open(id)).isEmpty();
        assertThat(mail.read(COPIES)).isEmpty();
        assertThat(mail.read("SELECT kind, detail FROM timeline_event"))
                .containsExactly("DEFERRED SCANNER_UNAVAILABLE <ada@example.org> [192.0.2.1] mail.example.org");
    }

    @Test
    @Covers("B8")
    void aCopyThatWaitsForAScanHoldsBackNoOther() throws Exception {
        DomainRow lenient = mail.domain("lenient.example");
        mail.publish(lenient, noting());
        mail.engine.silent();
        assertThat(take("ann@demo.example", "bob@lenient.example")).isEqualTo(Reply.ACCEPTED);
        assertThat(mail.read(COPIES)).containsExactly("ann@demo.example SCAN_PENDING", "bob@lenient.example QUEUED");
        assertThat(mail.read("SELECT attempts, claimed_by FROM pending_scan")).containsExactly("0 -");
    }

    @Test
    @Covers({"B1", "R2.8"})
    void aBannerIsOrderedForDeliveredCopiesWhoseDomainWantsIt() throws Exception {
        mail.domain("other.example");
        mail.publish(mail.domain, PolicyDocument.parse("{\"feedbackBanner\":true}"));
        assertThat(take("ann@demo.example", "bob@other.example")).isEqualTo(Reply.ACCEPTED);
        assertThat(mail.read("SELECT copy_id, address FROM banner_copy"))
                .containsExactly(id.copy(1) + " ann@demo.example");
    }

    @Test
    @Covers("R2.8")
    void mailWhoseBannerCannotBeOrderedIsPutOffAndComesAgain() throws Exception {
        mail.publish(mail.domain, PolicyDocument.parse("{\"feedbackBanner\":true}"));
        mail.bannersFail = true;
        assertThat(take("ann@demo.example")).isEqualTo(Reply.STORAGE_UNAVAILABLE);
        assertThat(mail.store.open(id)).isEmpty();
        assertThat(mail.read(COPIES)).isEmpty();

        mail.bannersFail = false;
        assertThat(take("ann@demo.example")).isEqualTo(Reply.ACCEPTED);
        assertThat(mail.read(COPIES)).containsExactly("ann@demo.example QUEUED");
    }

    @Test
    @Covers({"B16", "R2.5"})
    void aVirusLeavesATombstoneOnly() throws Exception {
        mail.engine.infected();
        assertThat(take("ann@demo.example")).isEqualTo(Reply.ACCEPTED);
        assertThat(mail.store.open(id)).isEmpty();
        assertThat(mail.read("SELECT id FROM message")).isEmpty();
        assertThat(mail.read("SELECT public_id, verdict FROM tombstone")).containsExactly(id.copy(1) + " VIRUS");
    }

    private Reply take(String... recipients) throws Exception {
        return mail.taken(id, CLEAN, spf(SpfResult.PASS), List.of(recipients), List.of());
    }

    private static FilterPolicy noting() {
        FilterPolicy usual = FilterPolicy.DEFAULT;
        return new FilterPolicy(
                usual.level(),
                usual.userMayBeLooser(),
                usual.thresholds(),
                usual.maxSizeBytes(),
                usual.attachments(),
                usual.heldBulk(),
                usual.virusAction(),
                usual.antiSpoofing(),
                usual.spamDestroyedSilently(),
                FailMode.NOTE,
                usual.lookups(),
                usual.requireValidHeaders(),
                usual.usersReleaseContent(),
                usual.quarantineDays(),
                usual.grey(),
                usual.dmarc(),
                usual.weightOverrides());
    }
}
