package org.ecluse.server.landing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.ListEntry.Colour;
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
import org.ecluse.server.security.AuditTrail;
import org.ecluse.verdict.VerdictName;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Pages of links on a quarantine that holds one message for Alice, who is subscribed, and for Bob. */
abstract class LandingCase {
    static final String ALICE = "alice@demo.example";
    static final String BOB = "bob@demo.example";
    static final int AT_ONCE = 8;

    @TempDir
    private Path data;

    HeldMail mail;
    LinkService links;
    SigningKeys keys;
    SubscriptionService subscriptions;
    UserAccounts accounts;
    LandingService landing;
    private BannerLedger banners;
    MessageId held;

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
        OwnQuarantine own = mail.persistence.wire(
                new OwnQuarantine(), mail.rows, mail.ledger, mail.learning, mail.store, mail.clock);
        ListLanding lists = mail.persistence.wire(new ListLanding(), accounts, mail.lists(), own, links, mail.clock);
        banners = mail.persistence.wire(
                new BannerLedger(), mail.persistence.wire(new AuditTrail(), mail.clock), mail.clock);
        BannerLanding banner = mail.persistence.wire(new BannerLanding(), banners, links, mail.clock);
        MessageLanding messages = mail.persistence.wire(new MessageLanding(), mail.service, own, links, mail.clock);
        SubscriptionLanding reports =
                mail.persistence.wire(new SubscriptionLanding(), subscriptions, links, mail.clock);
        landing = mail.persistence.wire(
                new LandingService(), links, subscriptions, messages, reports, account, lists, banner);
        held = mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, ALICE, BOB);
        Viewer administrator = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
        mail.persistence.inTransaction(() -> subscriptions.subscribe(administrator, SubscriptionRequest.of(ALICE)));
    }

    List<String> listed(String recipient) {
        return mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery(
                        "select concat(cast(e.colour as string), ' ', e.value) from ListEntryRow e where e.recipient = :recipient",
                        String.class)
                .setParameter("recipient", recipient)
                .getResultList());
    }

    /** Id of a line of Alice's, about nobody whom the held message comes from. */
    String someLine() {
        ListOwner alice =
                new ListOwner(mail.customer.id(), EmailAddress.parse(ALICE).orElseThrow());
        ListWish wish = new ListWish(Colour.BLOCK, "other.example", "", Optional.empty());
        return Long.toString(mail.lists().add(alice, wish).id());
    }

    /** A copy that Alice had delivered a moment ago. */
    private String released() {
        String copy = mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, ALICE)
                .copy(1);
        mail.persistence.inTransaction(() -> mail.service.releaseByRecipient(ALICE, copy));
        return copy;
    }

    /** What a link of Alice's is about; both copies bear a banner, and the second was reported. */
    String subject(LinkPurpose purpose) {
        return switch (purpose) {
            case UNLIST -> someLine();
            case UNREPORT_SPAM -> held.copy(2);
            case TAKE_BACK -> released();
            default -> held.copy(1);
        };
    }

    void offerBanners() {
        banners.offer(List.of(offer(1), offer(2)), IntStream.range(0, 40).toArray(), HeldMail.START);
        banners.report(held.copy(2), ALICE);
    }

    private BannerOffer offer(int number) {
        return new BannerOffer(new CopyId(held, number), mail.customer.id(), ALICE);
    }

    List<Long> lineIds() {
        return mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("select e.id from ListEntryRow e", Long.class)
                .getResultList());
    }

    /** What each of several threads, let go together, gets. */
    static <T> List<T> atOnce(Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        CountDownLatch ready = new CountDownLatch(AT_ONCE);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    LandingAnswer answer(String token) {
        return landing.act(token, "fr", "Firefox");
    }

    String renewed(String token) {
        return Jsoup.parse(landing.renew(token, "fr").html()).text();
    }

    Optional<Reader> session(String secret) {
        return mail.persistence.inTransaction(() -> accounts.find(secret));
    }

    /** All that waits is delivered. */
    void delivered() {
        mail.persistence.inTransaction(() -> {
            mail.persistence
                    .entityManager()
                    .createQuery("DELETE FROM QueueEntryRow q")
                    .executeUpdate();
            return mail.persistence
                    .entityManager()
                    .createQuery("UPDATE CopyRow c SET c.state = DELIVERED WHERE c.state = QUEUED")
                    .executeUpdate();
        });
    }

    boolean activated() {
        return mail.persistence.count("UserAccountRow x WHERE x.activatedAt IS NOT NULL") == 1;
    }

    boolean active() {
        return mail.persistence.count("SubscriptionRow x WHERE x.active = TRUE") == 1;
    }

    void rotate(int day) {
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(day)));
        mail.persistence.inTransaction(() -> keys.rotate());
    }

    String token(LinkPurpose purpose, String recipient, String subject) {
        String url = mail.persistence.inTransaction(
                () -> links.maker(recipient).url(purpose, subject, HeldMail.START.plus(Duration.ofDays(14))));
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Document show(String token) {
        return Jsoup.parse(
                mail.persistence.inTransaction(() -> landing.show(token, "fr")).html());
    }

    int status(String token) {
        return mail.persistence.inTransaction(() -> landing.show(token, "fr")).status();
    }

    Document act(String token) {
        return Jsoup.parse(mail.persistence
                .inTransaction(() -> landing.act(token, "fr", "Firefox"))
                .html());
    }

    /** Every row of every table that a link could touch, as text. */
    List<String> everything() {
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
