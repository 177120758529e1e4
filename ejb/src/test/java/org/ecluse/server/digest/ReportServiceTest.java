package org.ecluse.server.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.ecluse.digest.ReportKind;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.digest.ReportService.Outcome;
import org.ecluse.server.directory.KnownAddressRow;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"R3.1", "R3.2", "R3.12", "R3.13"})
class ReportServiceTest {
    private static final String ALICE = "alice@demo.example";

    /** 06:00 in Paris. */
    private static final Instant SIX = Instant.parse("2026-03-02T05:00:00Z");

    @TempDir
    private Path data;

    private ReportKit kit;
    private HeldMail mail;
    private ReportService reports;
    private SubscriptionService subscriptions;
    private AutoSubscription automatic;
    private Viewer administrator;

    @BeforeEach
    void open() {
        kit = new ReportKit(data);
        mail = kit.mail;
        reports = kit.reports;
        subscriptions = kit.subscriptions;
        automatic = kit.automatic;
        administrator = kit.administrator;
    }

    @Test
    void whatIsNewIsReportedOnceAtItsTime() throws IOException {
        long alice = subscribe(ALICE);
        spam(ALICE);
        assertThat(due()).isEmpty();

        mail.clock.set(SIX);
        assertThat(due()).containsExactly(alice);
        assertThat(report(alice)).isEqualTo(Outcome.REPORTED);

        assertThat(due()).isEmpty();
        assertThat(report(alice)).isEqualTo(Outcome.NOTHING_TO_REPORT);
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("ReportRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("CopyRow x WHERE x.recipient = '" + ALICE + "' AND x.state = QUEUED"))
                .isEqualTo(1);
        assertThat(content(reportMail()))
                .containsPattern("Message-ID: <report\\." + alice
                        + "\\.2026-03-02\\.0\\.[A-Za-z0-9_-]{22}@service\\.ecluse\\.test>")
                .contains("List-Unsubscribe: <https://localhost:8443/l/v1.");
    }

    @Test
    void theNextDayOnlyWhatIsNew() {
        long alice = subscribe(ALICE);
        spam(ALICE);
        mail.clock.set(SIX);
        report(alice);

        mail.clock.set(SIX.plus(Duration.ofDays(1)));
        assertThat(report(alice)).isEqualTo(Outcome.NOTHING_TO_REPORT);
        spam(ALICE);
        spam(ALICE);
        mail.clock.set(SIX.plus(Duration.ofDays(2)));
        assertThat(report(alice)).isEqualTo(Outcome.REPORTED);
        assertThat(mail.persistence.count("ReportRow x WHERE x.entries = 2")).isEqualTo(1);
        assertThat(mail.persistence.count("QuarantineEntryRow x WHERE x.reportId IS NULL"))
                .isZero();
    }

    @Test
    void daysMissedAreMadeUpByOneReport() {
        long alice = subscribe(ALICE);
        spam(ALICE);
        mail.clock.set(SIX.plus(Duration.ofDays(4)).plusSeconds(60));

        assertThat(report(alice)).isEqualTo(Outcome.REPORTED);
        assertThat(due()).isEmpty();
        mail.clock.set(SIX.plus(Duration.ofDays(5)));
        assertThat(due()).containsExactly(alice);
    }

    @Test
    void ofManyAtOnceOneReports() throws Exception {
        long alice = subscribe(ALICE);
        spam(ALICE);
        mail.clock.set(SIX);
        assertThat(atOnce(() -> report(alice))).containsOnlyOnce(Outcome.REPORTED);
        assertThat(mail.persistence.count("ReportRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
        assertThat(contents()).as("contents of the one spam and the one report").hasSize(2);
    }

    @Test
    void whoAsksGetsWhatIsNewBeforeItsTimeAndTheDailyReportTheRest() {
        long alice = subscribe(ALICE);
        assertThat(withNews()).isEmpty();
        spam(ALICE);

        assertThat(withNews()).containsExactly(alice);
        assertThat(ask(alice)).isEqualTo(Outcome.REPORTED);
        assertThat(withNews()).isEmpty();
        assertThat(ask(alice)).as("nothing stands in two reports").isEqualTo(Outcome.NOTHING_TO_REPORT);
        mail.clock.set(SIX);
        assertThat(report(alice)).isEqualTo(Outcome.NOTHING_TO_REPORT);
    }

    @Test
    void severalAskedForOnOneDateAndTheDailyOneAreDifferentReports() {
        long alice = subscribe(ALICE);
        mail.clock.set(SIX);
        spam(ALICE);
        assertThat(report(alice)).isEqualTo(Outcome.REPORTED);
        spam(ALICE);
        assertThat(ask(alice)).isEqualTo(Outcome.REPORTED);
        spam(ALICE);
        assertThat(ask(alice)).isEqualTo(Outcome.REPORTED);

        assertThat(mail.persistence.count("ReportRow x WHERE x.localDate = '2026-03-02' AND x.slot IN (0, 100, 101)"))
                .isEqualTo(3);
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(3);
        assertThat(due()).isEmpty();
    }

    @Test
    void askedForWhenDueItIsTheDailyOne() {
        long alice = subscribe(ALICE);
        spam(ALICE);
        mail.clock.set(SIX.plusSeconds(30));

        assertThat(ask(alice)).isEqualTo(Outcome.REPORTED);
        assertThat(due()).isEmpty();
        assertThat(mail.persistence.count("ReportRow x WHERE x.slot = 0")).isEqualTo(1);
    }

    @Test
    void ofManyWhoAskAtOnceOneReports() throws Exception {
        long alice = subscribe(ALICE);
        spam(ALICE);

        assertThat(atOnce(() -> ask(alice))).containsOnlyOnce(Outcome.REPORTED);
        assertThat(mail.persistence.count("ReportRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("QueueEntryRow x")).isEqualTo(1);
    }

    @Test
    void aTimeMovedTheSameDayBringsNoSecondReport() {
        long alice = subscribe(ALICE);
        spam(ALICE);
        mail.clock.set(SIX);
        report(alice);
        spam(ALICE);
        subscribe(SubscriptionRequest.at(ALICE, Optional.empty(), Optional.empty(), Optional.of(List.of(8))));

        mail.clock.set(SIX.plus(Duration.ofHours(2)));
        assertThat(report(alice)).isEqualTo(Outcome.NOTHING_TO_REPORT);
        mail.clock.set(SIX.plus(Duration.ofHours(26)));
        assertThat(report(alice)).as("what came after the report is not lost").isEqualTo(Outcome.REPORTED);
    }

    @Test
    void ofSeveralHoursEachHasItsReport() {
        long alice = kit.subscribe(
                        SubscriptionRequest.at(ALICE, Optional.empty(), Optional.empty(), Optional.of(List.of(14, 6))))
                .id();
        spam(ALICE);
        mail.clock.set(SIX);
        assertThat(report(alice)).isEqualTo(Outcome.REPORTED);
        spam(ALICE);
        assertThat(due()).isEmpty();
        mail.clock.set(SIX.plus(Duration.ofHours(8)));
        assertThat(due()).containsExactly(alice);
        assertThat(report(alice)).isEqualTo(Outcome.REPORTED);

        assertThat(mail.persistence.count("ReportRow x WHERE x.localDate = '2026-03-02' AND x.slot IN (0, 1)"))
                .isEqualTo(2);
        assertThat(due()).isEmpty();
    }

    @Test
    void twoHoursThatTheSpringChangePutsTogetherAreOneReport() {
        mail.clock.set(Instant.parse("2026-03-28T12:00:00Z"));
        long alice = kit.subscribe(
                        SubscriptionRequest.at(ALICE, Optional.empty(), Optional.empty(), Optional.of(List.of(2, 3))))
                .id();
        spam(ALICE);
        mail.clock.set(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(report(alice)).isEqualTo(Outcome.REPORTED);
        spam(ALICE);

        assertThat(due()).isEmpty();
        mail.clock.set(Instant.parse("2026-03-30T00:00:00Z"));
        assertThat(due()).containsExactly(alice);
    }

    @Test
    void theHourThatComesTwiceInAutumnIsOneReport() {
        mail.clock.set(Instant.parse("2026-10-24T12:00:00Z"));
        long alice = kit.subscribe(
                        SubscriptionRequest.at(ALICE, Optional.empty(), Optional.empty(), Optional.of(List.of(2))))
                .id();
        spam(ALICE);
        mail.clock.set(Instant.parse("2026-10-25T00:00:00Z"));
        assertThat(report(alice)).isEqualTo(Outcome.REPORTED);
        spam(ALICE);
        mail.clock.set(Instant.parse("2026-10-25T01:00:00Z"));

        assertThat(due()).isEmpty();
    }

    @Test
    @Covers("R3.10")
    void oneReportTellsOfFurtherAddressesAndGoesToItsOwner() {
        String list = "list@demo.example";
        long subscription = kit.subscribe(new SubscriptionRequest(
                        list,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ALICE),
                        Optional.of(List.of("sales@demo.example", list)),
                        Optional.of(Set.of(ReportKind.SPAM))))
                .id();
        spam(list);
        spam("sales@demo.example");
        mail.hold(VerdictName.PNS, QuarantineClass.USER, list);
        mail.persistence.inTransaction(() -> automatic.subscribeNewRecipients(Duration.ofDays(1)));
        assertThat(mail.persistence.count("SubscriptionRow x"))
                .as("nobody is subscribed who is told of already")
                .isEqualTo(1);
        mail.clock.set(SIX);

        assertThat(report(subscription)).isEqualTo(Outcome.REPORTED);
        assertThat(mail.persistence.count("ReportRow x WHERE x.entries = 2")).isEqualTo(1);
        assertThat(mail.persistence.count("CopyRow x WHERE x.recipient = '" + ALICE + "' AND x.state = QUEUED"))
                .isEqualTo(1);
        assertThatThrownBy(() -> subscribe("sales@demo.example")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> kit.subscribe(new SubscriptionRequest(
                        list,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("owner@elsewhere.example"),
                        Optional.empty(),
                        Optional.empty())))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void threatsAndReleasedCopiesAreNotReported() {
        long alice = subscribe(ALICE);
        mail.hold(VerdictName.PHISHING, QuarantineClass.THREAT, ALICE);
        MessageId released = spam(ALICE);
        mail.persistence.inTransaction(() -> mail.service.release(administrator, released.copy(1)));
        mail.clock.set(SIX);

        assertThat(report(alice)).isEqualTo(Outcome.NOTHING_TO_REPORT);
    }

    @Test
    void levelAucunGetsNoReport() {
        long alice = subscribe(ALICE);
        mail.persistence.saved(new KnownAddressRow(
                mail.customer.id(), mail.domain.id(), ALICE, null, FilterLevel.AUCUN, HeldMail.START));
        spam(ALICE);
        mail.clock.set(SIX);

        assertThat(report(alice)).isEqualTo(Outcome.NOTHING_TO_REPORT);
        assertThat(mail.persistence.count("ReportRow x")).isZero();
    }

    @Test
    void anEndedSubscriptionIsNotDue() {
        long alice = subscribe(ALICE);
        spam(ALICE);
        mail.clock.set(SIX);
        mail.persistence.inTransaction(() -> subscriptions.unsubscribe(administrator, ALICE));

        assertThat(due()).isEmpty();
        assertThat(report(alice)).isEqualTo(Outcome.NOTHING_TO_REPORT);
    }

    @Test
    void aRecipientOfAnAutomaticDomainIsSubscribedByItsFirstHeldMessage() {
        spam(ALICE, "bob@demo.example");
        spam(ALICE);
        mail.persistence.inTransaction(() -> automatic.subscribeNewRecipients(Duration.ofDays(1)));
        mail.persistence.inTransaction(() -> automatic.subscribeNewRecipients(Duration.ofDays(1)));

        assertThat(mail.persistence.count("SubscriptionRow x")).isEqualTo(2);
        mail.clock.set(SIX);
        assertThat(due()).hasSize(2);
    }

    @Test
    void whoEndedTheReportIsNotSubscribedAgain() {
        subscribe(ALICE);
        mail.persistence.inTransaction(() -> subscriptions.setActiveByRecipient(ALICE, false));
        spam(ALICE);
        mail.persistence.inTransaction(() -> automatic.subscribeNewRecipients(Duration.ofDays(1)));

        assertThat(mail.persistence.count("SubscriptionRow x WHERE x.active = TRUE"))
                .isZero();
    }

    @Test
    void onlyAddressesOfTheViewersDomainsAreSubscribed() {
        Viewer stranger = new Viewer("x", Role.CUSTOMER_ADMINISTRATOR, Optional.of(mail.customer.id() + 1));
        subscribe(ALICE);

        assertThatThrownBy(() -> subscribe(SubscriptionRequest.of("x@elsewhere.example")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> mail.persistence.inTransaction(
                        () -> subscriptions.subscribe(stranger, SubscriptionRequest.of(ALICE))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> mail.persistence.inTransaction(() -> subscriptions.unsubscribe(stranger, ALICE)))
                .isInstanceOf(NotThereException.class);
        assertThat(mail.persistence
                        .inTransaction(() -> subscriptions.list(stranger, Optional.empty(), new PageRequest(0, 10)))
                        .items())
                .isEmpty();
        assertThat(mail.persistence
                        .inTransaction(
                                () -> subscriptions.list(administrator, Optional.of("LICE"), new PageRequest(0, 10)))
                        .items())
                .extracting(Subscription::address)
                .containsExactly(ALICE);
    }

    private static List<Outcome> atOnce(Callable<Outcome> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (var answer :
                    threads.invokeAll(IntStream.range(0, 6).mapToObj(i -> work).toList())) {
                outcomes.add(answer.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private MessageId spam(String... recipients) {
        return mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, recipients);
    }

    private long subscribe(String address) {
        return subscribe(SubscriptionRequest.of(address));
    }

    private long subscribe(SubscriptionRequest request) {
        return mail.persistence
                .inTransaction(() -> subscriptions.subscribe(administrator, request))
                .id();
    }

    private List<Long> due() {
        return mail.persistence.inTransaction(() -> reports.waiting(Occasion.DUE, Share.ALL, 0, 100));
    }

    private Outcome report(long subscription) {
        return mail.persistence.inTransaction(() -> reports.report(subscription, Occasion.DUE));
    }

    private Outcome ask(long subscription) {
        return mail.persistence.inTransaction(() -> reports.report(subscription, Occasion.EARLY));
    }

    private List<Long> withNews() {
        return mail.persistence.inTransaction(() -> reports.waiting(Occasion.EARLY, Share.ALL, 0, 100));
    }

    private List<MessageId> contents() throws IOException {
        List<MessageId> ids = new ArrayList<>();
        mail.store.eachBatch(ids::addAll);
        return ids;
    }

    private MessageId reportMail() {
        return new MessageId(mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("SELECT m.publicId FROM MessageRow m WHERE m.origin = REPORT", String.class)
                .getSingleResult()));
    }

    private String content(MessageId id) throws IOException {
        try (var content = mail.store.open(id).orElseThrow()) {
            return new String(content.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
