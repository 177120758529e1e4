package org.ecluse.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.ecluse.mail.MessageId;
import org.ecluse.server.store.FileMessageStore;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.QueuedMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every copy that waits for another look belongs to one node at a time (decisions: Queue claim, portable). */
@Covers("B8")
abstract class PendingScanClaimsContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path data;

    private DataSource database;
    private QueuedMail mail;

    abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = emptyDatabase();
        mail = new QueuedMail(database, new FileMessageStore(data));
    }

    @Test
    void fourNodesClaimEachCopyOnce() throws Exception {
        List<Long> copies = pending(NOW, 60);
        List<Long> won = new CopyOnWriteArrayList<>();
        CountDownLatch together = new CountDownLatch(1);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                PendingScanClaims node = new PendingScanClaims(database, "node-" + i);
                ends.add(nodes.submit(() -> {
                    together.await();
                    for (long copy : node.due(NOW, 1000)) {
                        if (node.claim(copy, NOW)) {
                            won.add(copy);
                        }
                    }
                    return null;
                }));
            }
            together.countDown();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(won).containsExactlyInAnyOrderElementsOf(copies);
    }

    @Test
    void onlyWhatIsDueIsGivenTheOldestFirst() throws Exception {
        List<Long> later = pending(NOW.minusSeconds(1), 2);
        List<Long> first = pending(NOW.minusSeconds(9), 2);
        List<Long> notYet = pending(NOW.plusSeconds(1), 1);
        PendingScanClaims node = new PendingScanClaims(database, "node");
        assertThat(node.due(NOW, 3)).containsExactly(first.get(0), first.get(1), later.get(0));
        assertThat(node.claim(notYet.get(0), NOW)).isFalse();
    }

    @Test
    void aClaimEndsByItself() throws Exception {
        long copy = pending(NOW, 1).get(0);
        PendingScanClaims died = new PendingScanClaims(database, "died");
        PendingScanClaims other = new PendingScanClaims(database, "other");
        assertThat(died.claim(copy, NOW)).isTrue();
        Instant end = NOW.plus(PendingScanClaims.LEASE);
        assertThat(other.due(end, 10)).isEmpty();
        assertThat(other.claim(copy, end)).isFalse();
        assertThat(other.due(end.plusMillis(1), 10)).containsExactly(copy);
        assertThat(other.claim(copy, end.plusMillis(1))).isTrue();
        assertThat(died.claim(copy, end.plusMillis(2))).isFalse();
    }

    private List<Long> pending(Instant dueAt, int count) throws Exception {
        List<Long> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MessageId id = MessageId.create(Clock.systemUTC());
            mail.queue(id, NOW, true, "a@example.com");
            List<String> ids = mail.read("SELECT c.id FROM recipient_copy c JOIN message m ON m.id = c.message_id"
                    + " WHERE m.public_id = '" + id + "'");
            long copy = Long.parseLong(ids.get(0));
            mail.run(
                    "INSERT INTO pending_scan (copy_id, message_id, attempts, since, due_at)"
                            + " SELECT id, message_id, 0, received_at, ? FROM recipient_copy WHERE id = ?",
                    dueAt.atOffset(ZoneOffset.UTC),
                    copy);
            copies.add(copy);
        }
        return copies;
    }
}
