package org.ecluse.server.banner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.authentication.arc.ArcVerifier;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.link.LinkReading;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.SigningKeys;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.queue.CopyEdits;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"R2.8", "B2", "B13"})
class MailEditsTest {
    private static final String ALICE = "alice@demo.example";
    private static final String PLAIN = "From: a@b.example\nTo: alice@demo.example\nSubject: hi\n\nhello there\n";
    private static final String RESULTS =
            "mx.service.example; spf=pass smtp.mailfrom=\"x; arc=fail\"; dmarc=none; arc=";

    @TempDir
    private Path data;

    private HeldMail mail;
    private LinkService links;
    private SealKeys keys;
    private MailEdits edits;
    private CopyId copy;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        links = mail.persistence.wire(
                new LinkService(), mail.persistence.wire(new SigningKeys(), mail.clock), mail.settings, mail.clock);
        keys = mail.persistence.wire(new SealKeys(), mail.settings, mail.clock);
        edits = mail.persistence.wire(
                new MailEdits(),
                mail.persistence.wire(new MailBanners(), links, mail.clock),
                mail.persistence.wire(new MailSeal(), keys, mail.clock));
        copy = new CopyId(MessageId.create(mail.clock), 3);
    }

    @Test
    void theLinkReportsThisCopyAndNothingElse() {
        String text = read(with(PLAIN, "none").orElseThrow());

        String link = text.substring(text.indexOf(mail.settings.service().publicUrl() + "/l/"))
                .strip();
        LinkReading reading = links.read(link.substring(link.lastIndexOf('/') + 1));
        assertThat(reading.status()).isEqualTo(LinkReading.Status.VALID);
        LinkClaim claim = reading.claim().orElseThrow();
        assertThat(claim.purpose()).isEqualTo(LinkPurpose.REPORT_SPAM);
        assertThat(claim.subject()).isEqualTo(copy.toString());
        assertThat(claim.recipient()).isEqualTo(ALICE);
    }

    @Test
    void theSealHoldsAndCarriesWhatWasEstablished() throws IOException {
        ArcVerdict seal = verified(with(PLAIN, "none").orElseThrow());

        assertThat(seal.result()).as(seal.reason()).isEqualTo(ArcVerdict.Result.PASS);
        assertThat(seal.originalResults())
                .startsWith("mx.service.example; spf=pass")
                .contains("arc=none");
    }

    @Test
    void aChainGoesOnAndOneThatFailedIsSealedAsFailed() throws IOException {
        String sealed = read(with(PLAIN, "none").orElseThrow());
        String fields = sealed.substring(0, sealed.indexOf("From: ")).replace("\r\n", "\n");
        String relayed = fields + PLAIN;

        RawMessage twice = with(relayed, "pass (i=1)").orElseThrow();
        assertThat(read(twice)).startsWith("ARC-Seal:").contains("i=2;", "cv=pass");
        assertThat(read(with(relayed, "fail").orElseThrow())).contains("i=2;", "cv=fail");
    }

    @Test
    void aChainThatNobodyLookedAtIsNotSealed() {
        RawMessage chained = Mails.raw("ARC-Seal: i=1; cv=none\n" + PLAIN);
        String kept = read(edits.edited(edit("mx; spf=none"), chained));
        assertThat(kept).startsWith("ARC-Seal: i=1; cv=none\r\nFrom: ").contains("Report this message");
        String fresh = read(edits.edited(edit("mx; spf=none"), Mails.raw(PLAIN)));
        assertThat(fresh).startsWith("ARC-Seal:").contains("cv=none");
    }

    @Test
    void aWordBeforeTheSubjectIsSealedTooAndNeedsNoBanner() throws IOException {
        CopyEdits.Edit word = new CopyEdits.Edit(copy, RESULTS + "none", "[SPAM]", Optional.empty());

        RawMessage marked = edits.edited(word, Mails.raw(PLAIN));
        assertThat(read(marked)).contains("Subject: [SPAM] hi\r\n").endsWith("hello there\r\n");
        assertThat(verified(marked).result()).isEqualTo(ArcVerdict.Result.PASS);
    }

    @Test
    void whatFailsKeepsTheRestFromNobody() {
        CopyEdits.Edit both = new CopyEdits.Edit(copy, RESULTS + "none", "[SPAM]", edit("").banner());
        edits.seal.keys = null; // as if the database were down

        assertThat(read(edits.edited(both, Mails.raw(PLAIN))))
                .startsWith("From: a@b.example")
                .contains("Subject: [SPAM] hi\r\n", "Report this message");
    }

    @Test
    void anAnswerThatQuotesTheBannerOfSomebodyGetsNone() {
        String text = read(with(PLAIN, "none").orElseThrow());
        String quoted = text.substring(text.indexOf("hello")).replaceAll("(?m)^", "> ");

        assertThat(with("From: b@c.example\n\nno, thanks\n\n" + quoted, "none")).isEmpty();
    }

    @Test
    void theKeyIsMadeOnceAndItsRecordIsShown() {
        SealRecord first = keys.record();

        assertThat(keys.record()).isEqualTo(first);
        assertThat(first.name())
                .isEqualTo(
                        "ecluse20260302._domainkey." + mail.settings.service().domain());
        assertThat(keys.key().toString()).contains(first.name());
        assertThat(mail.persistence.count("SealKeyRow x")).isEqualTo(1);
    }

    /** Empty if nothing was changed. */
    private Optional<RawMessage> with(String text, String arc) {
        RawMessage raw = Mails.raw(text);
        return Optional.of(edits.edited(edit(RESULTS + arc), raw)).filter(edited -> edited != raw);
    }

    private CopyEdits.Edit edit(String results) {
        return new CopyEdits.Edit(
                copy,
                results,
                "",
                Optional.of(new CopyEdits.BannerOrder(ALICE, "en", HeldMail.START.plusSeconds(600))));
    }

    private ArcVerdict verified(RawMessage sealed) throws IOException {
        SealRecord record = keys.record();
        return new ArcVerifier(new FakeDns().txt(record.name(), record.value()), mail.clock)
                .verify(sealed, Mails.budget());
    }

    private static String read(RawMessage message) {
        try (InputStream in = message.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
