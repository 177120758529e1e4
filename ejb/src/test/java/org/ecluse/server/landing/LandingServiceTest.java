package org.ecluse.server.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.MessageId;
import org.ecluse.quarantine.ContentCheck;
import org.ecluse.server.account.Reader;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@Covers({"B1", "B2"})
class LandingServiceTest extends LandingCase {
    @Test
    void thePageTellsWhatWillHappenInTheSubscribersWords() {
        Document page = show(token(LinkPurpose.RELEASE, ALICE, held.copy(1)));

        assertThat(page.text())
                .contains(
                        "Délivrer ce message ?", "Éloïse <a@b.example>", "Offer", "ressemble à du courrier indésirable")
                .contains("2 mars 2026 à 05:00", "ne peut pas être annulé");
        assertThat(page.select("script, img, link, iframe, [style], [onclick]")).isEmpty();
    }

    @Test
    void actingReleasesOneCopyOnce() {
        String token = token(LinkPurpose.RELEASE, ALICE, held.copy(1));

        assertThat(act(token).text()).contains("Le message est en route");
        assertThat(act(token).text()).contains("Déjà fait");
        assertThat(show(token).text()).contains("Déjà fait");

        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
        assertThat(mail.entry(held.copy(2)).state()).isEqualTo(QuarantineEntryRow.State.HELD);
    }

    @Test
    void notSpamIsReportedToo() {
        act(token(LinkPurpose.NOT_SPAM, ALICE, held.copy(1)));

        assertThat(mail.persistence.count("FeedbackRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
    }

    @Test
    void aReleaseIsTakenBackWhileItWaits() {
        String token = token(LinkPurpose.NOT_SPAM, ALICE, held.copy(1));
        String undo = act(token).select("form").attr("action");
        assertThat(show(token).select("form").attr("action"))
                .as("also by who looks again")
                .isEqualTo(undo);

        assertThat(show(undo).text()).contains("Annuler ?", "Offer");
        assertThat(mail.entry(held.copy(1)).state()).isEqualTo(QuarantineEntryRow.State.RELEASED);
        assertThat(act(undo).text()).contains("C’est annulé");
        assertThat(mail.entry(held.copy(1)).state()).isEqualTo(QuarantineEntryRow.State.HELD);
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
        assertThat(mail.persistence.count("FeedbackRow x")).isZero();
        assertThat(act(undo).text()).contains("Déjà annulé");
        assertThat(act(token).text()).as("and done again").contains("Le message est en route, merci");
    }

    @Test
    void ofWhatIsDeliveredTheReportAloneIsTakenBack() {
        String token = token(LinkPurpose.NOT_SPAM, ALICE, held.copy(1));
        String undo = act(token).select("form").attr("action");
        String delivery = token(LinkPurpose.RELEASE, BOB, held.copy(2));
        String late = act(delivery).select("form").attr("action");
        delivered();

        assertThat(act(undo).text()).contains("Votre signalement est retiré", "reste dans votre boîte");
        assertThat(mail.persistence.count("FeedbackRow x")).isZero();
        assertThat(mail.persistence.count("EventRow x WHERE x.detail = 'NOT_SPAM_WITHDRAWN'"))
                .isEqualTo(1);
        assertThat(act(late).text()).contains("Trop tard pour annuler");
        assertThat(show(delivery).select("form")).as("nothing is left to undo").isEmpty();
        assertThat(mail.entry(held.copy(1)).state()).isEqualTo(QuarantineEntryRow.State.RELEASED);
    }

    @Test
    void theTimeToTakeBackIsTenMinutesAndThenSaysSo() {
        String token = token(LinkPurpose.NOT_SPAM, ALICE, held.copy(1));
        String undo = act(token).select("form").attr("action");
        mail.clock.set(mail.clock.instant().plus(Duration.ofMinutes(10)));

        assertThat(act(undo).text()).contains("Le temps pour annuler, dix minutes, est passé");
        assertThat(show(token).select("form")).isEmpty();
        assertThat(mail.persistence.count("FeedbackRow x")).isEqualTo(1);
    }

    @Test
    void anInfectedMessageIsNotDelivered() {
        mail.check.answer = new ContentCheck.Answer(ContentCheck.Result.INFECTED, "Eicar-Test");

        Document page = act(token(LinkPurpose.RELEASE, ALICE, held.copy(1)));

        assertThat(page.text()).contains("Le message n'a pas été délivré").doesNotContain("Eicar-Test");
    }

    @Test
    void withoutScannerItSaysLaterAndTheLinkKeepsWorking() {
        String token = token(LinkPurpose.RELEASE, ALICE, held.copy(1));
        mail.check.answer = new ContentCheck.Answer(ContentCheck.Result.UNAVAILABLE, "10.0.0.1:3310 refused");
        assertThat(act(token).text()).contains("réessayez plus tard").doesNotContain("10.0.0.1");

        mail.check.answer = new ContentCheck.Answer(ContentCheck.Result.CLEAN, "");
        assertThat(act(token).text()).contains("Le message est en route");
    }

    @Test
    void whatTheUserMayNotReleaseHasNoButton() {
        MessageId content = mail.hold(VerdictName.CONTENT, QuarantineClass.USER, ALICE);
        String token = token(LinkPurpose.RELEASE, ALICE, content.copy(1));

        assertThat(show(token).select("form")).isEmpty();
        assertThat(act(token).text()).contains("Vous ne pouvez pas délivrer ce message vous-même");
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
    }

    @Test
    void endingTheReportCanBeTakenBack() {
        Document page = act(token(LinkPurpose.UNSUBSCRIBE, ALICE, "report"));
        assertThat(page.text()).contains("Le rapport est arrêté");
        assertThat(active()).isFalse();

        String undo = page.select("form").attr("action");
        assertThat(show(token(LinkPurpose.UNSUBSCRIBE, ALICE, "report")).text())
                .as("who looks again can take it back too")
                .contains("déjà arrêté", "Annuler");
        assertThat(act(undo).text()).contains("Le rapport est actif");
        assertThat(active()).isTrue();
        assertThat(act(undo).text()).contains("déjà actif");
    }

    @Test
    @Covers("R3.7")
    void anAccountLinkOpensOneSessionOnce() {
        String token = token(LinkPurpose.ACCOUNT, ALICE, "account");

        LandingAnswer first = answer(token);
        assertThat(first.status()).isEqualTo(303);
        Reader reader = session(first.session().orElseThrow()).orElseThrow();
        assertThat(reader.address().key()).isEqualTo(ALICE);
        assertThat(reader.locale()).isEqualTo("fr");

        LandingAnswer second = answer(token);
        assertThat(second.session()).isEmpty();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.html()).contains("ne fonctionne qu’une fois", "M’envoyer un nouveau lien");
    }

    @Test
    @Covers("R3.7")
    void aLinkThatIsOverIsReplacedOnceAnHourAndOnlyToItsAddress() {
        String token = token(LinkPurpose.ACCOUNT, ALICE, "account");
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(14)));
        assertThat(answer(token).session()).isEmpty();

        assertThat(renewed(token)).contains("Un nouveau lien est en route");
        assertThat(renewed(token)).contains("Un lien a déjà été envoyé");
        assertThat(mail.persistence.count("CopyRow x WHERE x.recipient = '" + ALICE + "' AND x.state = QUEUED"))
                .isEqualTo(1);

        mail.clock.set(HeldMail.START.plus(Duration.ofDays(14)).plus(Duration.ofHours(1)));
        assertThat(renewed(token)).contains("Un nouveau lien est en route");
    }

    @Test
    @Covers({"R3.6", "R3.13"})
    void askingForTheListsMailsThemAndOffersTheAccount() {
        String token = token(LinkPurpose.LISTS, ALICE, "lists");
        assertThat(activated()).isFalse();

        assertThat(act(token).text()).contains("Vos listes sont en route");

        assertThat(activated()).isTrue();
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
    }

    @Test
    @Covers("R3.5")
    void theGreenListTakesTheSenderOnceForItsRecipientAlone() {
        String token = token(LinkPurpose.GREEN_LIST, ALICE, held.copy(1));
        assertThat(show(token).text()).contains("Mettre cet expéditeur sur votre liste verte ?", "a@b.example");

        Document page = act(token);
        assertThat(page.text()).contains("L’expéditeur figure sur votre liste verte");
        assertThat(listed(ALICE)).containsExactly("ALLOW a@b.example");
        assertThat(listed(BOB)).isEmpty();
        assertThat(act(token).text()).contains("figurait déjà");
        assertThat(show(token).text()).contains("figurait déjà");
        assertThat(show(token).select("form").attr("action"))
                .as("also by who looks again")
                .isEqualTo(page.select("form").attr("action"));
        assertThat(listed(ALICE)).hasSize(1);
        assertThat(mail.persistence.count("QueueEntryRow x"))
                .as("the message itself stays held")
                .isZero();

        String undo = page.select("form").attr("action");
        assertThat(show(undo).text()).contains("Retirer cet expéditeur de votre liste ?");
        assertThat(listed(ALICE)).hasSize(1);
        assertThat(act(undo).text()).contains("C’est annulé");
        assertThat(listed(ALICE)).isEmpty();
        assertThat(act(undo).text()).contains("Déjà annulé");
    }

    @Test
    @Covers("R3.5")
    void theRedListRefusesWhoIsOnTheGreenOneAndSaysWhy() {
        act(token(LinkPurpose.GREEN_LIST, ALICE, held.copy(1)));

        assertThat(act(token(LinkPurpose.RED_LIST, ALICE, held.copy(1))).text())
                .contains("Cet expéditeur ne peut pas figurer sur la liste", "figure sur l'autre liste");
        assertThat(listed(ALICE)).containsExactly("ALLOW a@b.example");
    }
}
