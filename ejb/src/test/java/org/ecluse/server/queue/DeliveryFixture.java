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
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.QueuedMail;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A queue in a database, a dispatcher and the server that takes its mail. */
@Timeout(60)
abstract class DeliveryFixture {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration REST = Duration.ofSeconds(30);
    private static final int WORKERS = 12;
    static final int PER_SERVER = 8;

    private final DatabaseUnderTest databases;

    @TempDir
    private Path data;

    final MovingClock clock = new MovingClock(START);
    final FakeDns dns = new FakeDns();
    private final CopyEdits edits = Edited::new;
    final ExecutorService executor = Executors.newFixedThreadPool(16);
    DataSource database;
    FileMessageStore store;
    QueuedMail mail;
    SmtpPeer peer;
    SmtpClient client;
    DeliveryDispatcher dispatcher;

    DeliveryFixture(DatabaseUnderTest databases) {
        this.databases = databases;
    }

    @BeforeEach
    void start() throws Exception {
        database = databases.empty();
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
        databases.release();
    }

    DeliveryDispatcher dispatcher(String node, DataSource dataSource) {
        return dispatcher(node, dataSource, client);
    }

    DeliveryDispatcher dispatcher(String node, DataSource dataSource, SmtpClient smtp) {
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

    static RetrySchedule schedule() {
        return new RetrySchedule(Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofDays(5));
    }

    MessageId newId() {
        return MessageId.create(java.time.Clock.systemUTC());
    }

    /** Waits for a condition, at most half a minute. */
    static void await(Callable<Boolean> condition) throws Exception {
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
