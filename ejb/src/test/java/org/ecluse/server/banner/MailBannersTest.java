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
import org.ecluse.server.queue.CopyBanners;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"R2.8", "B2", "B13"})
class MailBannersTest {
    private static final String ALICE = "alice@demo.example";
    private static final String PLAIN = "From: a@b.example\nTo: alice@demo.example\nSubject: hi\n\nhello there\n";
    private static final String RESULTS =
            "mx.service.example; spf=pass smtp.mailfrom=\"x; arc=fail\"; dmarc=none; arc=";

    @TempDir
    private Path data;

    private HeldMail mail;
    private LinkService links;
    private SealKeys keys;
    private MailBanners banners;
    private CopyId copy;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        links = mail.persistence.wire(
                new LinkService(), mail.persistence.wire(new SigningKeys(), mail.clock), mail.settings, mail.clock);
        keys = mail.persistence.wire(new SealKeys(), mail.settings, mail.clock);
        banners = mail.persistence.wire(new MailBanners(), links, keys, mail.clock);
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
        CopyBanners.Order order =
                new CopyBanners.Order(copy, ALICE, "en", HeldMail.START.plusSeconds(600), "mx; spf=none");

        RawMessage chained = Mails.raw("ARC-Seal: i=1; cv=none\n" + PLAIN);
        String kept = read(banners.with(order, chained).orElseThrow());
        assertThat(kept).startsWith("ARC-Seal: i=1; cv=none\r\nFrom: ").contains("Report this message");
        String fresh = read(banners.with(order, Mails.raw(PLAIN)).orElseThrow());
        assertThat(fresh).startsWith("ARC-Seal:").contains("cv=none");
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

    private Optional<RawMessage> with(String text, String arc) {
        return banners.with(
                new CopyBanners.Order(copy, ALICE, "en", HeldMail.START.plusSeconds(600), RESULTS + arc),
                Mails.raw(text));
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
