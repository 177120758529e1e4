package org.ecluse.server.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.server.banner.BannerLedger;
import org.ecluse.server.banner.BannerOffer;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.SigningKeys;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.testkit.Covers;
import org.ecluse.text.Texts;
import org.ecluse.verdict.VerdictName;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"R2.8", "B2"})
class BannerLandingTest {
    private static final String ALICE = "alice@demo.example";
    private static final String BOB = "bob@demo.example";
    private static final int[] TOKENS = IntStream.range(100, 140).toArray();

    @TempDir
    private Path data;

    private HeldMail mail;
    private LinkService links;
    private BannerLedger ledger;
    private BannerLanding landing;
    private MessageId message;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        links = mail.persistence.wire(
                new LinkService(), mail.persistence.wire(new SigningKeys(), mail.clock), mail.settings, mail.clock);
        ledger = mail.persistence.wire(
                new BannerLedger(), mail.persistence.wire(new AuditTrail(), mail.clock), mail.clock);
        landing = mail.persistence.wire(new BannerLanding(), ledger, links, mail.clock);
        message = mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, ALICE, BOB);
        ledger.offer(List.of(offer(1, ALICE), offer(2, BOB)), TOKENS, HeldMail.START);
    }

    @Test
    void aReportTeachesOnceAndForItsRecipientAlone() {
        assertThat(act(LinkPurpose.REPORT_SPAM, 1, ALICE).text()).contains("Signalé comme indésirable", "Offer");
        assertThat(act(LinkPurpose.REPORT_SPAM, 1, ALICE).text()).contains("déjà été signalé");
        assertThat(ask(LinkPurpose.REPORT_SPAM, 1, ALICE).select("button").text())
                .isEqualTo("Annuler : ce message n’est pas indésirable");
        mail.clock.set(HeldMail.START.plus(BannerLanding.UNDO));
        assertThat(ask(LinkPurpose.REPORT_SPAM, 1, ALICE).select("button"))
                .as("the time to undo it is over")
                .isEmpty();

        assertThat(model(ALICE))
                .hasValueSatisfying(own -> assertThat(own.evidence(TOKENS)).isGreaterThan(0.3));
        assertThat(model(BOB)).isEmpty();
        assertThat(mail.persistence.count("EventRow x where x.detail = 'BANNER_SPAM'"))
                .isEqualTo(1);
        assertThat(mail.persistence.count("AuditRow x where x.action = 'SPAM_REPORTED'"))
                .isEqualTo(1);
    }

    @Test
    void undoLeavesWhatWasThereBefore() {
        Document done = act(LinkPurpose.REPORT_SPAM, 1, ALICE);
        String undo = done.select("form").attr("action");
        assertThat(ask(LinkPurpose.REPORT_SPAM, 1, ALICE).select("form").attr("action"))
                .as("also by who looks again")
                .isEqualTo(undo);

        LinkClaim claim = links.read(undo).claim().orElseThrow();
        assertThat(claim.purpose()).isEqualTo(LinkPurpose.UNREPORT_SPAM);
        assertThat(claim.expiresAt()).isEqualTo(mail.clock.instant().plus(BannerLanding.UNDO));
        assertThat(html(landing.act(claim, Texts.ofMail("fr"))).text()).contains("Signalement annulé");
        assertThat(model(ALICE))
                .hasValueSatisfying(own -> assertThat(own.isEmpty()).isTrue());
        assertThat(act(LinkPurpose.UNREPORT_SPAM, 1, ALICE).text()).contains("déjà été annulé");
        assertThat(ask(LinkPurpose.REPORT_SPAM, 1, ALICE).select("button")).hasSize(1);
    }

    @Test
    void thePageTellsTheSubjectAndNothingElse() {
        Document page = ask(LinkPurpose.REPORT_SPAM, 1, ALICE);

        assertThat(page.text()).contains("Offer").doesNotContain(ALICE, BOB, "a@b.example", "Éloïse");
    }

    @Test
    void aLinkOfOneRecipientOpensNoOthersCopy() {
        assertThat(landing.act(claim(LinkPurpose.REPORT_SPAM, 2, ALICE), Texts.ofMail("en"))
                        .status())
                .isEqualTo(410);
        assertThat(model(BOB)).isEmpty();
    }

    @Test
    void whatIsTooShortIsNotedAndTeachesNothing() {
        MessageId other = mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, ALICE);
        ledger.offer(
                List.of(new BannerOffer(new CopyId(other, 1), mail.customer.id(), ALICE)),
                new int[] {1, 2, 3},
                HeldMail.START);

        assertThat(ledger.report(other.copy(1), ALICE)).isEqualTo(BannerLedger.Answer.TOO_SHORT);
        assertThat(model(ALICE))
                .hasValueSatisfying(own -> assertThat(own.isEmpty()).isTrue());
        assertThat(ledger.takeBack(other.copy(1), ALICE)).isEqualTo(BannerLedger.Answer.DONE);
    }

    @Test
    void whatWasNotReportedGoesWhenItsLinkEnds() {
        act(LinkPurpose.REPORT_SPAM, 1, ALICE);

        assertThat(ledger.forget(HeldMail.START.plus(BannerLedger.LINK_LIFE.minusSeconds(1)), 10))
                .isZero();
        assertThat(ledger.forget(HeldMail.START.plus(BannerLedger.LINK_LIFE), 10))
                .isEqualTo(1);
        assertThat(mail.persistence.count("BannerCopyRow x where x.address = '" + ALICE + "'"))
                .isEqualTo(1);
    }

    private Optional<OwnModel> model(String address) {
        List<byte[]> found = mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("select r.model from RecipientModelRow r where r.address = :address", byte[].class)
                .setParameter("address", address)
                .getResultList());
        return found.stream().findFirst().map(OwnModel::parse);
    }

    private BannerOffer offer(int number, String address) {
        return new BannerOffer(new CopyId(message, number), mail.customer.id(), address);
    }

    private LinkClaim claim(LinkPurpose purpose, int number, String address) {
        return new LinkClaim(
                purpose, message.copy(number), address, mail.clock.instant().plusSeconds(60), 0);
    }

    private Document ask(LinkPurpose purpose, int number, String address) {
        return html(landing.ask(claim(purpose, number, address), Texts.ofMail("fr")));
    }

    private Document act(LinkPurpose purpose, int number, String address) {
        return html(landing.act(claim(purpose, number, address), Texts.ofMail("fr")));
    }

    private static Document html(LandingAnswer answer) {
        return Jsoup.parse(answer.html());
    }
}
