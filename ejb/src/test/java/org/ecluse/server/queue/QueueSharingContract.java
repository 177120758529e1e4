package org.ecluse.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ecluse.queue.smtp.SmtpClient;
import org.ecluse.queue.smtp.SmtpTimeouts;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.Test;

/** Many mails, slow servers and several nodes share one queue: nobody starves, nothing goes out twice. */
@Covers({"R1.1", "B1", "B3"})
abstract class QueueSharingContract extends DeliveryFixture {
    QueueSharingContract(DatabaseUnderTest databases) {
        super(databases);
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
}
