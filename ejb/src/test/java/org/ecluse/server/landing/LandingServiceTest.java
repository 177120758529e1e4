package org.ecluse.server.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.quarantine.ContentCheck;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.account.AccountMail;
import org.ecluse.server.account.ListOwner;
import org.ecluse.server.account.ListWish;
import org.ecluse.server.account.Reader;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.server.banner.BannerLedger;
import org.ecluse.server.banner.BannerOffer;
import org.ecluse.server.digest.ReportWatch;
import org.ecluse.server.digest.SubscriptionRequest;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.SigningKeys;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.server.ownmail.OwnMailService;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.OwnQuarantine;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"B1", "B2"})
class LandingServiceTest {
    private static final String ALICE = "alice@demo.example";
    private static final String BOB = "bob@demo.example";

    @TempDir
    private Path data;

    private HeldMail mail;
    private LinkService links;
    private SigningKeys keys;
    private SubscriptionService subscriptions;
    private UserAccounts accounts;
    private LandingService landing;
    private BannerLedger ledger;
    private MessageId held;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        keys = mail.persistence.wire(new SigningKeys(), mail.clock);
        links = mail.persistence.wire(new LinkService(), keys, mail.settings, mail.clock);
        subscriptions = mail.persistence.wire(
                new SubscriptionService(),
                mail.persistence.wire(new ReportWatch(), mail.levels()),
                mail.persistence.wire(new RecipientDirectory()),
                mail.clock);
        accounts = mail.persistence.wire(new UserAccounts(), links, mail.settings, mail.clock);
        OwnMailService ownMail = mail.persistence.wire(
                new OwnMailService(),
                mail.persistence.wire(new OwnMailRecorder(), mail.queue, mail.clock),
                mail.store,
                mail.settings,
                mail.clock);
        AccountMail accountMail = mail.persistence.wire(
                new AccountMail(), accounts, mail.lists(), links, ownMail, mail.settings, mail.clock);
        AccountLanding account = mail.persistence.wire(new AccountLanding(), accounts, accountMail);
        OwnQuarantine own = mail.persistence.wire(new OwnQuarantine(), mail.rows, mail.ledger, mail.store, mail.clock);
        ListLanding lists = mail.persistence.wire(new ListLanding(), accounts, mail.lists(), own, links, mail.clock);
        landing = mail.persistence.wire(
                new LandingService(), links, mail.service, subscriptions, account, lists, banners(), mail.clock);
        held = mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, ALICE, BOB);
        Viewer administrator = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
        mail.persistence.inTransaction(() -> subscriptions.subscribe(administrator, SubscriptionRequest.of(ALICE)));
    }

    @Test
    void showingAnyLinkChangesNothing() {
        List<String> tokens = new ArrayList<>();
        for (LinkPurpose purpose : LinkPurpose.values()) {
            tokens.add(token(purpose, ALICE, subject(purpose)));
        }
        ledger.offer(List.of(offer(1), offer(2)), IntStream.range(0, 40).toArray(), HeldMail.START);
        ledger.report(held.copy(2), ALICE);
        List<String> before = everything();

        for (String token : tokens) {
            assertThat(show(token).select("form[method=post] button")).as(token).hasSize(1);
        }

        assertThat(everything()).isEqualTo(before);
    }

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
    void noActionLinkOpensASession() {
        for (LinkPurpose purpose : LinkPurpose.values()) {
            if (purpose != LinkPurpose.ACCOUNT) {
                String subject = purpose == LinkPurpose.UNLIST ? someLine() : held.copy(1);
                assertThat(answer(token(purpose, ALICE, subject)).session())
                        .as(purpose.name())
                        .isEmpty();
            }
        }
        assertThat(mail.persistence.count("UserSessionRow x")).isZero();
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
    void noOtherLinkIsReplaced() {
        String token = token(LinkPurpose.RELEASE, ALICE, held.copy(1));

        assertThat(renewed(token)).contains("Ce lien ne peut pas servir");
        assertThat(mail.persistence.count("QueueEntryRow x")).isZero();
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

    private List<String> listed(String recipient) {
        return mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery(
                        "select concat(cast(e.colour as string), ' ', e.value) from ListEntryRow e where e.recipient = :recipient",
                        String.class)
                .setParameter("recipient", recipient)
                .getResultList());
    }

    /** Id of a line of Alice's, about nobody whom the held message comes from. */
    private String someLine() {
        ListOwner alice =
                new ListOwner(mail.customer.id(), EmailAddress.parse(ALICE).orElseThrow());
        ListWish wish = new ListWish(Colour.BLOCK, "other.example", "", Optional.empty());
        return Long.toString(mail.lists().add(alice, wish).id());
    }

    private List<Long> lineIds() {
        return mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("select e.id from ListEntryRow e", Long.class)
                .getResultList());
    }

    private LandingAnswer answer(String token) {
        return landing.act(token, "fr", "Firefox");
    }

    private String renewed(String token) {
        return Jsoup.parse(landing.renew(token, "fr").html()).text();
    }

    private Optional<Reader> session(String secret) {
        return mail.persistence.inTransaction(() -> accounts.find(secret));
    }

    private boolean activated() {
        return mail.persistence.count("UserAccountRow x WHERE x.activatedAt IS NOT NULL") == 1;
    }

    private boolean active() {
        return mail.persistence.count("SubscriptionRow x WHERE x.active = TRUE") == 1;
    }

    private void rotate(int day) {
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(day)));
        mail.persistence.inTransaction(() -> keys.rotate());
    }

    private String token(LinkPurpose purpose, String recipient, String subject) {
        String url = mail.persistence.inTransaction(
                () -> links.maker(recipient).url(purpose, subject, HeldMail.START.plus(Duration.ofDays(14))));
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Document show(String token) {
        return Jsoup.parse(
                mail.persistence.inTransaction(() -> landing.show(token, "fr")).html());
    }

    private int status(String token) {
        return mail.persistence.inTransaction(() -> landing.show(token, "fr")).status();
    }

    private Document act(String token) {
        return Jsoup.parse(mail.persistence
                .inTransaction(() -> landing.act(token, "fr", "Firefox"))
                .html());
    }

    private BannerLanding banners() {
        ledger = mail.persistence.wire(
                new BannerLedger(), mail.persistence.wire(new AuditTrail(), mail.clock), mail.clock);
        return mail.persistence.wire(new BannerLanding(), ledger, links, mail.clock);
    }

    private BannerOffer offer(int number) {
        return new BannerOffer(new CopyId(held, number), mail.customer.id(), ALICE);
    }

    private String subject(LinkPurpose purpose) {
        return switch (purpose) {
            case UNLIST -> someLine();
            case UNREPORT_SPAM -> held.copy(2);
            default -> held.copy(1);
        };
    }

    /** Every row of every table that a link could touch, as text. */
    private List<String> everything() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of(
                "message",
                "recipient_copy",
                "quarantine_entry",
                "queue_entry",
                "timeline_event",
                "feedback",
                "subscription",
                "list_entry",
                "removed_list_entry",
                "chosen_level",
                "report",
                "tombstone",
                "audit_entry",
                "address_epoch",
                "user_session",
                "used_link",
                "user_account",
                "banner_copy",
                "recipient_model",
                "signing_key")) {
            mail.persistence.inTransaction(() -> mail.persistence
                    .entityManager()
                    .createNativeQuery("SELECT * FROM " + table, Object[].class)
                    .getResultStream()
                    .forEach(row -> rows.add(table + Arrays.deepToString((Object[]) row))));
        }
        return rows;
    }
}
