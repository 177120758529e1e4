package org.ecluse.server.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.MessageId;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What links do for whom they are not meant, or more often than they should. */
@Covers({"R3.5", "R3.7", "B1", "B2"})
class LandingAttacksTest extends LandingCase {
    @Test
    void showingAnyLinkChangesNothing() {
        List<String> tokens = new ArrayList<>();
        for (LinkPurpose purpose : LinkPurpose.values()) {
            if (purpose != LinkPurpose.SUBSCRIBE) { // Alice is subscribed: it has nothing to ask
                tokens.add(token(purpose, ALICE, subject(purpose)));
            }
        }
        offerBanners();
        List<String> before = everything();

        for (String token : tokens) {
            assertThat(show(token).select("form[method=post] button")).as(token).hasSize(1);
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aLinkOpensNoOtherRecipientsCopy() {
        String token = token(LinkPurpose.RELEASE, ALICE, held.copy(2));

        assertThat(status(token)).isEqualTo(410);
        assertThat(show(token).text()).doesNotContain("Offer").doesNotContain(BOB);
        act(token);
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
    }

    @Test
    void aChangedLinkTellsNothing() {
        String token = token(LinkPurpose.RELEASE, ALICE, held.copy(1));
        String changed = token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA");

        assertThat(status(changed)).isEqualTo(404);
        assertThat(show(changed).text()).doesNotContain("Offer").doesNotContain(ALICE);
        act(changed);
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
    }

    @Test
    void anEndedOrRevokedLinkDoesNothing() {
        String token = token(LinkPurpose.RELEASE, ALICE, held.copy(1));
        mail.persistence.inTransaction(() -> links.revoke(ALICE));
        assertThat(act(token).text()).contains("Ce lien a été retiré");

        String fresh = token(LinkPurpose.RELEASE, ALICE, held.copy(1));
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(14)));
        assertThat(status(fresh)).isEqualTo(410);
        assertThat(act(fresh).text()).contains("n'est plus valable");
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
    }

    @Test
    void twoKeysCountAndTheThirdNewestDoesNot() {
        String token = token(LinkPurpose.RELEASE, ALICE, held.copy(1));
        rotate(1);
        assertThat(status(token)).isEqualTo(200);
        rotate(2);
        assertThat(status(token)).isEqualTo(404);
    }

    @Test
    @Covers("R3.7")
    void ofManyWhoOpenAnAccountLinkAtOnceOneIsLetIn() throws Exception {
        String token = token(LinkPurpose.ACCOUNT, ALICE, "account");

        List<LandingAnswer> answers = atOnce(() -> answer(token));

        assertThat(answers).filteredOn(answer -> answer.session().isPresent()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.html().contains("ne fonctionne qu’une fois"))
                .hasSize(AT_ONCE - 1);
        assertThat(mail.persistence.count("UserSessionRow x")).isEqualTo(1);
    }

    /**
     * Whoever gets a report that its reader forwarded can do what its buttons do, for that reader and in that reader's mailbox, and
     * learns no more than the report says; the account is closed to them once its reader was there, and a day later in any case.
     */
    @Test
    void aForwardedReportActsForItsReaderAndOpensNothing() {
        for (LinkPurpose purpose : List.of(
                LinkPurpose.RELEASE,
                LinkPurpose.GREEN_LIST,
                LinkPurpose.RED_LIST,
                LinkPurpose.LISTS,
                LinkPurpose.UNSUBSCRIBE)) {
            String token = token(purpose, ALICE, held.copy(1));
            assertThat(show(token).text()).as(purpose.name()).doesNotContain(BOB, "Hello");
            LandingAnswer done = answer(token);
            assertThat(done.session()).as(purpose.name()).isEmpty();
            assertThat(Jsoup.parse(done.html()).text()).as(purpose.name()).doesNotContain(BOB, "Hello");
        }
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(2);
        assertThat(mail.persistence.count(
                        "CopyRow x WHERE x.state IN (QUEUED, RELEASED) AND x.recipient = '" + ALICE + "'"))
                .as("the message and the lists, both to Alice")
                .isEqualTo(2);
        assertThat(listed(BOB)).isEmpty();

        String account = token(LinkPurpose.ACCOUNT, ALICE, "account");
        assertThat(answer(account).session()).as("Alice herself").isPresent();
        assertThat(answer(account).session()).as("whoever comes after her").isEmpty();
        assertThat(renewed(account)).contains("Un lien a déjà été envoyé");
        assertThat(mail.persistence.count("CopyRow x WHERE x.recipient NOT IN ('" + ALICE + "', '" + BOB + "')"))
                .as("no link is mailed to anybody else")
                .isZero();
    }

    /** Subject and sender are the attacker's; a file name stands in no page of a link. */
    @Test
    void whatASenderWritesIsTextOnEveryPage() {
        String hostile = "</dd><form action=https://evil.example><script>alert(1)</script>\r\nSet-Cookie: a=b\u202Egnp";
        mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("UPDATE MessageRow m SET m.subject = :text, m.headerFrom = :sender")
                .setParameter("text", hostile)
                .setParameter("sender", "\"<img src=x onerror=alert(1)>\" <a@b.example>")
                .executeUpdate());
        for (LinkPurpose purpose : List.of(LinkPurpose.RELEASE, LinkPurpose.NOT_SPAM, LinkPurpose.GREEN_LIST)) {
            Document page = show(token(purpose, ALICE, held.copy(1)));
            assertThat(page.select("script, img, link, iframe, [style], [onclick], [onerror]"))
                    .as(purpose.name())
                    .isEmpty();
            assertThat(page.select("form")).as(purpose.name()).hasSize(1);
            assertThat(page.select("form").attr("action")).as(purpose.name()).doesNotContain("evil");
            assertThat(page.text())
                    .as(purpose.name())
                    .contains("<script>alert(1)</script>")
                    .doesNotContain("\u202E");
        }
    }

    @Test
    void noActionLinkOpensASession() {
        for (LinkPurpose purpose : LinkPurpose.values()) {
            if (purpose != LinkPurpose.ACCOUNT) {
                assertThat(answer(token(purpose, ALICE, subject(purpose))).session())
                        .as(purpose.name())
                        .isEmpty();
            }
        }
        assertThat(mail.persistence.count("UserSessionRow x")).isZero();
    }

    @Test
    void noOtherLinkIsReplaced() {
        String token = token(LinkPurpose.RELEASE, ALICE, held.copy(1));

        assertThat(renewed(token)).contains("Ce lien ne peut pas servir");
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
    }

    @Test
    @Covers("R3.5")
    void ofManyWhoPressAtOnceOneIsListedAndTheOthersHearThatItIs() throws Exception {
        String token = token(LinkPurpose.GREEN_LIST, ALICE, held.copy(1));

        List<String> pages = atOnce(() -> answer(token).html());

        assertThat(pages).filteredOn(page -> page.contains("Cela vaut dès")).hasSize(1);
        assertThat(pages).filteredOn(page -> page.contains("figurait déjà")).hasSize(AT_ONCE - 1);
        assertThat(listed(ALICE)).containsExactly("ALLOW a@b.example");

        String undo = token(LinkPurpose.UNLIST, ALICE, lineIds().get(0).toString());
        assertThat(atOnce(() -> answer(undo).status())).containsOnly(200);
        assertThat(listed(ALICE)).isEmpty();
        assertThat(mail.persistence.count("RemovedListEntryRow x")).isEqualTo(1);
    }

    /** The two lists exclude each other also for one who presses both buttons at once. */
    @Test
    @Covers("R3.5")
    void ofTheTwoListsPressedAtOnceOneTakesTheSender() throws Exception {
        String green = token(LinkPurpose.GREEN_LIST, ALICE, held.copy(1));
        String red = token(LinkPurpose.RED_LIST, ALICE, held.copy(1));
        AtomicInteger turn = new AtomicInteger();

        atOnce(() -> answer(turn.getAndIncrement() % 2 == 0 ? green : red).status());

        assertThat(listed(ALICE)).hasSize(1);
    }

    @Test
    void anUndoIsForTenMinutesAndForItsOwnLine() {
        String undo = act(token(LinkPurpose.RED_LIST, ALICE, held.copy(1)))
                .select("form")
                .attr("action");
        String stolen = token(LinkPurpose.UNLIST, BOB, lineIds().get(0).toString());
        assertThat(act(stolen).text()).contains("Déjà annulé");

        mail.clock.set(HeldMail.START.plus(Duration.ofMinutes(10)));
        act(undo);
        assertThat(listed(ALICE)).containsExactly("BLOCK a@b.example");
    }

    @Test
    void aListLinkIsForItsRecipientsOwnMessageOnly() {
        MessageId threat = mail.hold(VerdictName.PHISHING, QuarantineClass.THREAT, ALICE);

        assertThat(status(token(LinkPurpose.GREEN_LIST, ALICE, held.copy(2)))).isEqualTo(410);
        assertThat(act(token(LinkPurpose.GREEN_LIST, ALICE, held.copy(2))).text())
                .doesNotContain("a@b.example");
        assertThat(act(token(LinkPurpose.GREEN_LIST, ALICE, threat.copy(1))).text())
                .doesNotContain("a@b.example");
        assertThat(mail.persistence.count("ListEntryRow x")).isZero();
    }
}
