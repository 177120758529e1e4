package org.ecluse.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.OutboundGuard;
import org.ecluse.queue.HopSender;
import org.ecluse.queue.MailExchangers;
import org.ecluse.queue.RetrySchedule;
import org.ecluse.queue.smtp.SmtpClient;
import org.ecluse.queue.smtp.SmtpTimeouts;
import org.ecluse.server.directory.DestinationServers;
import org.ecluse.server.store.FileMessageStore;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.QueuedMail;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the queue's rows to the next hop and back: nothing is lost, nothing is final too early. */
@Covers({"R1.1", "B1", "B3"})
@Timeout(60)
abstract class DeliveryContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int WORKERS = 12;
    private static final int PER_SERVER = 8;

    @TempDir
    private Path data;

    private final MovingClock clock = new MovingClock(START);
    private final FakeDns dns = new FakeDns();
    private final CopyEdits edits = Edited::new;
    private final ExecutorService executor = Executors.newFixedThreadPool(16);
    private DataSource database;
    private FileMessageStore store;
    private QueuedMail mail;
    private SmtpPeer peer;
    private SmtpClient client;
    private DeliveryDispatcher dispatcher;

    @BeforeEach
    void start() throws Exception {
        database = emptyDatabase();
        store = new FileMessageStore(data);
        mail = new QueuedMail(database, store);
        peer = new SmtpPeer();
        mail.destination(peer.port(), 10);
        client = new SmtpClient("mx.example.net", new SmtpTimeouts(SECOND, SECOND, SECOND, SECOND, SECOND));
        dispatcher = dispatcher("node-a", database);
    }

    @AfterEach
    void stop() throws Exception {
        dispatcher.stop();
        client.close();
        peer.close();
        executor.shutdownNow();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        releaseDatabase();
    }

    /** The product's schema without a row. */
    abstract DataSource emptyDatabase() throws Exception;

    /** After the last use of what {@link #emptyDatabase} gave. */
    abstract void releaseDatabase();

    @Test
    void aNudgeDeliversEveryCopyOfAMessageInOneTransaction() throws Exception {
        MessageId id = newId();
        List<Long> entries = mail.queue(id, START, true, "a@example.com", "b@example.com");
        dispatcher.nudge(entries.stream()
                .map(entry -> new DueEntry(entry, "example.com", OptionalLong.of(1)))
                .toList());
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(peer.received()).singleElement().satisfies(received -> {
            assertThat(received.from()).isEqualTo("sender@example.org");
            assertThat(received.recipients()).containsExactlyInAnyOrder("a@example.com", "b@example.com");
            assertThat(received.content())
                    .startsWith("Received: from client.example.org ([192.0.2.9])\r\n\tby mx.example.net with ESMTP id "
                            + id)
                    .contains(
                            "Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=example.org\r\n",
                            "X-Ecluse-Id: " + id + "\r\n",
                            "X-Ecluse-Score: 1.50\r\n",
                            "X-Ecluse-Antivirus: embedded 1\r\n")
                    .doesNotContain("-5", "dmarc=pass")
                    .endsWith("\r\nSubject: hello\r\n\r\nbody of " + id + "\r\n");
        });
        assertThat(mail.read("SELECT DISTINCT state FROM recipient_copy")).containsExactly("DELIVERED");
        assertThat(mail.read("SELECT kind FROM timeline_event")).containsExactly("DELIVERED", "DELIVERED");
        assertThat(mail.read("SELECT detail FROM timeline_event").get(0)).contains("[127.0.0.1]", "250 2.0.0 taken");
        await(() -> store.open(id).isEmpty());
        assertThat(mail.read("SELECT content FROM message")).containsExactly("GONE");
    }

    @Test
    void aCopyWithABannerTravelsAloneAndTheOthersTogether() throws Exception {
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com", "b@example.com", "c@example.com", "d@example.com");
        for (int number = 1; number <= 2; number++) {
            mail.run(
                    "INSERT INTO banner_copy (copy_id, customer_id, address, language, tokens, expires_at)"
                            + " SELECT ?, c.id, 'a@example.com', 'fr', '', CURRENT_TIMESTAMP FROM customer c",
                    id.copy(number));
        }

        dispatcher.tick();

        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(peer.received())
                .extracting(received -> received.recipients().stream().sorted().toList() + " "
                        + received.content().lines().reduce("", (before, line) -> line))
                .containsExactlyInAnyOrder(
                        "[a@example.com] banner of " + id.copy(1) + " in fr",
                        "[b@example.com] banner of " + id.copy(2) + " in fr",
                        "[c@example.com, d@example.com] body of " + id);
    }

    @Test
    void aMarkedCopyTellsSoInItsHeaderAndBeforeItsSubject() throws Exception {
        mail.run(
                "INSERT INTO policy_revision (id, customer_id, document, author, created_at)"
                        + " SELECT 7, c.id, '{\"marking\":{\"bulk\":[],\"spamWord\":\"[SPAM]\"}}', 'test', CURRENT_TIMESTAMP FROM customer c");
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com", "b@example.com", "c@example.com");
        mail.run("UPDATE recipient_copy SET policy_revision = 7");
        mail.run("UPDATE recipient_copy SET marked_as = 'SPAM' WHERE number = 1");
        mail.run("UPDATE recipient_copy SET marked_as = 'NEWSLETTER' WHERE number = 2");

        dispatcher.tick();

        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(peer.received())
                .extracting(received -> received.recipients() + " "
                        + received.content()
                                .lines()
                                .filter(line -> line.matches("X-Ecluse-Tag.*|X-Spam.*|no banner.*"))
                                .toList())
                .containsExactlyInAnyOrder(
                        "[a@example.com] [X-Ecluse-Tag: spam, X-Spam-Flag: YES, no banner, [SPAM]]",
                        "[b@example.com] [X-Ecluse-Tag: newsletter]",
                        "[c@example.com] []");
    }

    @Test
    void aTickFindsWhatIsDueAndOnlyThat() throws Exception {
        mail.queue(newId(), START, true, "a@example.com");
        mail.queue(newId(), START.plusSeconds(60), true, "later@example.com");
        mail.queue(newId(), START, true, "held@example.com");
        mail.run("UPDATE queue_entry SET state = 'HELD' WHERE copy_id IN"
                + " (SELECT id FROM recipient_copy WHERE recipient = 'held@example.com')");
        dispatcher.tick();
        await(() -> peer.received().size() == 1);
        clock.forward(Duration.ofSeconds(61));
        dispatcher.tick();
        await(() -> peer.received().size() == 2);
        await(() -> mail.read("SELECT state FROM queue_entry").equals(List.of("HELD")));
    }

    @Test
    void oneRecipientsRefusalBouncesThatCopyOnlyAndTellsTheSender() throws Exception {
        peer.on("RCPT TO:<b@", "550 5.1.1 no such user");
        dns.mx("example.org", 10, "mail.example.org").timeout("mail.example.org");
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com", "b@example.com");
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM recipient_copy WHERE state = 'BOUNCED'")
                        .size()
                == 1);
        assertThat(mail.read("SELECT recipient FROM recipient_copy WHERE state = 'BOUNCED'"))
                .containsExactly("b@example.com");
        assertThat(mail.read("SELECT recipient FROM recipient_copy WHERE state = 'DELIVERED'"))
                .containsExactly("a@example.com");
        assertThat(mail.read("SELECT detail FROM timeline_event WHERE kind = 'BOUNCED'")
                        .get(0))
                .contains("no such user");
        assertThat(mail.read("SELECT reverse_path FROM message WHERE origin = 'DSN'"))
                .containsExactly("");
        assertThat(mail.read("SELECT next_hop FROM queue_entry")).containsExactly("example.org");
        assertThat(mail.read("SELECT detail FROM timeline_event WHERE kind = 'SENDER_TOLD'"))
                .isEqualTo(mail.read("SELECT public_id FROM message WHERE origin = 'DSN'"));
        MessageId dsn = new MessageId(
                mail.read("SELECT public_id FROM message WHERE origin = 'DSN'").get(0));
        String text = new String(store.open(dsn).orElseThrow().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text)
                .contains("To: <sender@example.org>", "Final-Recipient: rfc822; b@example.com", "Subject: hello")
                .doesNotContain("a@example.com", "body of");
        await(() -> store.open(id).isEmpty()); // after the commit, in its own time
    }

    @ParameterizedTest
    @CsvSource({"FALSE, '', UNPROVEN", "TRUE, NEVER, NOT_WANTED", "TRUE, 'SUCCESS,DELAY', NOT_WANTED"})
    void noNotificationWhereNoneIsDue(boolean allowed, String notifyOn, String why) throws Exception {
        peer.on("RCPT", "550 5.1.1 no such user");
        mail.queue(newId(), START, allowed, "b@example.com");
        mail.run("UPDATE recipient_copy SET notify = ?", notifyOn);
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(mail.read("SELECT origin FROM message")).containsExactly("INBOUND");
        assertThat(mail.read("SELECT detail FROM timeline_event WHERE kind = 'SENDER_NOT_TOLD'"))
                .containsExactly(why);
    }

    @Test
    void aBounceIsNeverAnsweredWithABounce() throws Exception {
        peer.on("RCPT", "550 5.1.1 no such user");
        mail.queue(newId(), START, true, "b@example.com");
        mail.run("UPDATE message SET reverse_path = ''");
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(mail.read("SELECT origin FROM message")).containsExactly("INBOUND");
        assertThat(peer.commands()).anyMatch(line -> line.startsWith("MAIL FROM:<> "));
    }

    @ParameterizedTest
    @CsvSource({
        "<banner>, 421 busy",
        "<banner>, <drop>",
        "<banner>, <hang>",
        "MAIL, 451 later",
        "RCPT, 450 4.2.0 grey",
        "DATA, <drop>",
        "<content>, <drop>",
        "<dot>, 452 full",
        "<dot>, <drop>",
        "<dot>, <hang>",
        "<dot>, what do you mean"
    })
    void whatFailsForNowIsTriedAgainUntilItWorks(String when, String reply) throws Exception {
        peer.on(when, reply);
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com");
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry WHERE attempts = 1").size() == 1);
        assertThat(mail.read("SELECT claimed_by FROM queue_entry")).containsExactly("");
        assertThat(mail.read("SELECT kind FROM timeline_event")).containsExactly("ATTEMPTED");
        assertThat(store.open(id)).isPresent();
        peer.normal(when);
        dispatcher.tick();
        assertThat(mail.read("SELECT attempts FROM queue_entry")).containsExactly("1");
        clock.forward(Duration.ofSeconds(73));
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(mail.read("SELECT state FROM recipient_copy")).containsExactly("DELIVERED");
        assertThat(peer.received()).isNotEmpty();
    }

    @Test
    void theNextServerTakesOverWhenTheFirstIsDown() throws Exception {
        try (SmtpPeer second = new SmtpPeer()) {
            mail.destination(second.port(), 20);
            peer.close();
            mail.queue(newId(), START, true, "a@example.com");
            dispatcher.tick();
            await(() -> second.received().size() == 1);
        }
    }

    @Test
    void aHopThatIsDownIsNotAskedForEveryMail() throws Exception {
        peer.on(SmtpPeer.BANNER, "421 too busy");
        for (int i = 0; i < 300; i++) {
            mail.queue(newId(), START, true, "a@example.com");
        }
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry WHERE attempts = 1").size() == 300);
        assertThat(peer.connections()).isLessThan(20);
        peer.normal(SmtpPeer.BANNER);
        clock.forward(Duration.ofSeconds(73));
        dispatcher.tick();
        await(() -> peer.received().size() == 300);
    }

    @Test
    void whoeverAsksForARetryIsNotAnsweredFromMemory() throws Exception {
        peer.on(SmtpPeer.BANNER, "421 too busy");
        long entry = mail.queue(newId(), START, true, "a@example.com").get(0);
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry WHERE attempts = 1 AND claimed_by IS NULL")
                        .size()
                == 1);
        peer.normal(SmtpPeer.BANNER);
        mail.run("UPDATE queue_entry SET due_at = ?", START.atOffset(ZoneOffset.UTC));

        List<DueEntry> asked = List.of(new DueEntry(entry, "example.com", OptionalLong.of(1)));
        dispatcher.tryAgain(asked);
        dispatcher.nudge(asked);
        await(() -> peer.received().size() == 1);
    }

    @Test
    void lateMailIsToldOfOnceAndGivenUpInTheEnd() throws Exception {
        peer.close();
        dns.mx("example.org", 10, "mail.example.org").timeout("mail.example.org");
        mail.queue(newId(), START, true, "a@example.com");
        clock.forward(Duration.ofHours(4));
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM message WHERE origin = 'DSN'").size() == 1);
        assertThat(mail.read("SELECT id FROM queue_entry WHERE next_hop = 'example.com' AND delay_dsn_sent"))
                .hasSize(1);
        clock.forward(Duration.ofHours(4));
        await(
                () -> { // the worker of the attempt before may not have put its lane down
                    dispatcher.tick();
                    return mail.read("SELECT id FROM queue_entry WHERE next_hop = 'example.com' AND attempts = 2")
                                    .size()
                            == 1;
                });
        assertThat(mail.read("SELECT id FROM message WHERE origin = 'DSN'")).hasSize(1);
        clock.forward(Duration.ofDays(5));
        await(() -> {
            dispatcher.tick();
            return mail.read("SELECT id FROM recipient_copy WHERE state = 'BOUNCED' AND recipient = 'a@example.com'")
                            .size()
                    == 1;
        });
        assertThat(mail.read("SELECT id FROM message WHERE origin = 'DSN'")).hasSize(2);
    }

    @Test
    void missingContentIsFinalAndSaysSo() throws Exception {
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com");
        store.remove(id);
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(mail.read("SELECT detail FROM timeline_event WHERE kind = 'BOUNCED'"))
                .containsExactly("The content is no longer stored");
        assertThat(mail.read("SELECT origin FROM message")).containsExactly("INBOUND");
    }

    @Test
    void domainsWithOneServerShareItsConnections() throws Exception {
        for (int i = 0; i < 30; i++) {
            mail.domain(100 + i, "d" + i + ".example");
            mail.destination("d" + i + ".example", peer.port(), 10);
            for (int j = 0; j < 4; j++) {
                mail.queue(newId(), START, true, "a@d" + i + ".example");
            }
        }
        await(() -> {
            dispatcher.tick();
            return mail.read("SELECT id FROM queue_entry").isEmpty();
        });
        assertThat(peer.received()).hasSize(120);
        assertThat(peer.mostOpen()).isLessThanOrEqualTo(PER_SERVER);
    }

    @Test
    void theSecondServerHasItsOwnBoundWhenManyFirstOnesAreDown() throws Exception {
        try (SmtpPeer second = new SmtpPeer()) {
            for (int i = 0; i < 12; i++) {
                SmtpPeer dead = new SmtpPeer();
                dead.close();
                mail.domain(100 + i, "d" + i + ".example");
                mail.destination("d" + i + ".example", dead.port(), 10);
                mail.destination("d" + i + ".example", second.port(), 20);
                for (int j = 0; j < 5; j++) {
                    mail.queue(newId(), START, true, "a@d" + i + ".example");
                }
            }
            await(() -> {
                dispatcher.tick();
                return second.received().size() == 60;
            });
            await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
            assertThat(second.mostOpen()).isLessThanOrEqualTo(PER_SERVER);
            assertThat(mail.read("SELECT kind FROM timeline_event")).containsOnly("DELIVERED");
        }
    }

    @Test
    void serversThatHangLeaveWorkersForTheOthers() throws Exception {
        List<SmtpPeer> hanging = new ArrayList<>();
        Duration patience = Duration.ofSeconds(50);
        SmtpClient patient =
                new SmtpClient("mx.example.net", new SmtpTimeouts(patience, patience, patience, patience, patience));
        dispatcher.stop();
        dispatcher = dispatcher("node-p", database, patient);
        try {
            for (int i = 0; i < 3; i++) {
                SmtpPeer deaf = new SmtpPeer().on(SmtpPeer.BANNER, SmtpPeer.HANG);
                hanging.add(deaf);
                mail.domain(100 + i, "d" + i + ".example");
                mail.destination("d" + i + ".example", deaf.port(), 10);
                for (int j = 0; j < 20; j++) {
                    mail.queue(newId(), START, true, "a@d" + i + ".example");
                }
            }
            dispatcher.tick();
            await(() -> hanging.stream().allMatch(deaf -> deaf.connections() > 0));
            mail.queue(newId(), START, true, "a@example.com");
            dispatcher.tick();
            await(() -> peer.received().size() == 1);
            await(() -> mail.read("SELECT kind FROM timeline_event").equals(List.of("DELIVERED")));
        } finally {
            dispatcher.stop();
            for (SmtpPeer deaf : hanging) {
                deaf.close();
            }
            patient.close();
        }
    }

    @Test
    void twoNodesClaimEachEntryOnce() throws Exception {
        List<Long> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            entries.addAll(mail.queue(newId(), START, true, "a@example.com"));
        }
        List<Long> won = new CopyOnWriteArrayList<>();
        CountDownLatch together = new CountDownLatch(1);
        List<Future<?>> nodes = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            QueueClaims claims = new QueueClaims(database, "node-" + node, LEASE);
            List<Long> order = new ArrayList<>(entries);
            Collections.shuffle(order, new Random(node));
            nodes.add(executor.submit(() -> {
                together.await();
                for (int from = 0; from < order.size(); from += 50) {
                    claims.claim(order.subList(from, from + 50), START).forEach(copy -> won.add(copy.entryId()));
                }
                return null;
            }));
        }
        together.countDown();
        for (Future<?> node : nodes) {
            node.get();
        }
        assertThat(won).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void twoNodesDeliverOneQueueTogetherAndNothingTwice() throws Exception {
        DeliveryDispatcher other = dispatcher("node-b", database);
        for (int i = 0; i < 200; i++) {
            mail.queue(newId(), START, true, "user" + i + "@example.com");
        }
        await(() -> {
            dispatcher.tick();
            other.tick();
            return mail.read("SELECT id FROM queue_entry").isEmpty();
        });
        other.stop();
        assertThat(peer.received()).hasSize(200);
        assertThat(peer.received().stream()
                        .map(received -> received.recipients().get(0)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aClaimOfAnotherNodeIsRespectedUntilItEnds() throws Exception {
        List<Long> entries = mail.queue(newId(), START, true, "a@example.com");
        QueueClaims other = new QueueClaims(database, "node-b", LEASE);
        QueueClaims own = new QueueClaims(database, "node-a", LEASE);
        assertThat(other.claim(entries, START)).hasSize(1);
        assertThat(own.claim(entries, START)).isEmpty();
        assertThat(own.due(START, List.of(), 10)).isEmpty();
        Instant after = START.plus(LEASE).plusMillis(1);
        other.renew(entries, START.plusSeconds(60));
        assertThat(own.claim(entries, after)).isEmpty();
        assertThat(own.claim(entries, after.plusSeconds(61))).hasSize(1);
    }

    @Test
    void aResultIsWrittenOnlyWhileTheClaimIsStillOurs() throws Exception {
        List<Long> entries = mail.queue(newId(), START, true, "a@example.com");
        peer.on(SmtpPeer.DOT, "451 later");
        mail.run(
                "UPDATE queue_entry SET claimed_by = 'node-b', claimed_until = ?",
                START.plusSeconds(120).atOffset(java.time.ZoneOffset.UTC));
        AttemptRecords records = new AttemptRecords(database, "node-a", schedule());
        List<ClaimedCopy> copies = new QueueClaims(database, "node-a", LEASE).claim(entries, START.plusSeconds(121));
        mail.run("UPDATE queue_entry SET claimed_by = 'node-b'");
        CopyResult result =
                new CopyResult(copies.get(0), org.ecluse.queue.smtp.RecipientResult.permanent("5.0.0", "no", ""), true);
        assertThat(records.record(List.of(result), List.of(), START).contentGone())
                .isEmpty();
        assertThat(mail.read("SELECT state FROM recipient_copy")).containsExactly("QUEUED");
        assertThat(mail.read("SELECT id FROM timeline_event")).isEmpty();
    }

    @Test
    void aDatabaseThatGoesAwayAfterSendingDoesNotMakeUsSendTwice() throws Exception {
        AtomicBoolean recovered = new AtomicBoolean();
        FailingDataSource failing = new FailingDataSource(
                database, () -> !recovered.get() && !peer.received().isEmpty());
        dispatcher.stop();
        dispatcher = dispatcher("node-c", failing);
        mail.queue(newId(), START, true, "a@example.com");
        dispatcher.tick();
        await(() -> peer.received().size() == 1 && failing.hasFailed());
        recovered.set(true);
        await(() -> {
            dispatcher.tick();
            return mail.read("SELECT id FROM queue_entry").isEmpty();
        });
        assertThat(peer.received()).hasSize(1);
        assertThat(mail.read("SELECT state FROM recipient_copy")).containsExactly("DELIVERED");
    }

    @Test
    void manyMailsOverFewConnections() throws Exception {
        List<DueEntry> entries = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            mail.queue(newId(), START, true, "user" + i + "@example.com")
                    .forEach(entry -> entries.add(new DueEntry(entry, "example.com", OptionalLong.of(1))));
        }
        entries.forEach(entry -> dispatcher.nudge(List.of(entry)));
        await(() -> {
            dispatcher.tick();
            return mail.read("SELECT id FROM queue_entry").isEmpty();
        });
        assertThat(peer.received()).hasSize(1000);
        assertThat(peer.connections()).isLessThan(60);
    }

    private DeliveryDispatcher dispatcher(String node, DataSource dataSource) {
        return dispatcher(node, dataSource, client);
    }

    private DeliveryDispatcher dispatcher(String node, DataSource dataSource, SmtpClient smtp) {
        OutboundGuard guard =
                new OutboundGuard(dns, List.of(IpNetwork.parse("127.0.0.0/8").orElseThrow()), Set.of());
        Routes routes = new Routes(
                new DestinationServers(dataSource, clock), new MailExchangers(dns, "mx.example.net", () -> 0.5));
        CopySender sender = new CopySender(
                store,
                new HopSender(smtp, guard),
                new Markings(dataSource),
                edits,
                "mx.example.net",
                "mx.example.net"::equalsIgnoreCase);
        SenderNotices notices = new SenderNotices(
                store, schedule(), Duration.ofHours(4), "mx.example.net", "postmaster@example.net", clock);
        JobRunner runner =
                new JobRunner(sender, notices, new AttemptRecords(dataSource, node, schedule()), store, clock);
        return new DeliveryDispatcher(
                new QueueClaims(dataSource, node, LEASE),
                routes,
                runner,
                executor,
                WORKERS,
                new Lanes(PER_SERVER, REST),
                clock);
    }

    private static RetrySchedule schedule() {
        return new RetrySchedule(Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofDays(5));
    }

    private MessageId newId() {
        return MessageId.create(java.time.Clock.systemUTC());
    }

    /** Waits for a condition, at most half a minute. */
    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    /** A mail with a line more. */
    private record Edited(CopyEdits.Edit edit, RawMessage mail) implements RawMessage {
        @Override
        public long sizeBytes() {
            return mail.sizeBytes() + 100;
        }

        @Override
        public InputStream open() throws IOException {
            String line = edit.banner()
                            .map(order -> "banner of " + edit.copy() + " in " + order.language())
                            .orElse("no banner")
                    + (edit.subjectWord().isEmpty() ? "" : ", " + edit.subjectWord())
                    + "\r\n";
            return new SequenceInputStream(
                    mail.open(), new ByteArrayInputStream(line.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
