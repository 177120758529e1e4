package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

/** Two servers share one PostgreSQL: content, queue and claims (decisions: Keeping mail). */
@Covers("B1")
class TwoNodesIT {
    private static final int TOGETHER = 100;
    private static final int WITH_A_KILL = 300;
    private static final int CLIENTS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @Test
    void eachMailIsDeliveredAndAKilledNodeLosesNothing() throws Exception {
        try (PostgresPeer postgres = new PostgresPeer();
                ServerProcess first = node("node-a", postgres);
                ServerProcess second = node("node-b", postgres);
                Destination destination = new Destination(first.port("destination"))) {
            first.start();
            second.start();
            Set<String> accepted = ConcurrentHashMap.newKeySet();

            sendAll(first, second, 0, TOGETHER, accepted, new AtomicInteger());
            await(destination, accepted);
            assertThat(destination.received(NumberedMail.NUMBER))
                    .as("nothing twice")
                    .hasSize(TOGETHER);

            AtomicInteger sent = new AtomicInteger();
            ExecutorService sending = Executors.newSingleThreadExecutor();
            sending.execute(() -> sendAll(first, second, TOGETHER, TOGETHER + WITH_A_KILL, accepted, sent));
            sending.shutdown();
            Await.until("a third is sent", LIMIT, () -> sent.get() > WITH_A_KILL / 3);
            first.kill();
            Await.until("two thirds are sent", LIMIT, () -> sent.get() > 2 * WITH_A_KILL / 3);
            first.start();
            assertThat(sending.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(accepted).hasSize(TOGETHER + WITH_A_KILL);
            await(destination, accepted);
        }
    }

    private static void await(Destination destination, Set<String> accepted) throws InterruptedException {
        Await.until(
                "every accepted mail arrives",
                LIMIT,
                () -> Set.copyOf(destination.received(NumberedMail.NUMBER)).containsAll(accepted));
    }

    private static ServerProcess node(String name, PostgresPeer postgres) throws IOException {
        return new ServerProcess(name, "standalone-cluster.xml")
                .set("ecluse.node.name", name)
                .set("ecluse.db.url", postgres.url())
                .set("ecluse.db.user", "ecluse")
                .set("ecluse.db.password", "ecluse")
                .set("ecluse.store.kind", "DATABASE")
                .set("ecluse.delivery.claim-lease", "10s");
    }

    /** Numbers from {@code from} on, by several clients to both nodes in turn; a node that is down is left out. */
    private static void sendAll(
            ServerProcess first, ServerProcess second, int from, int until, Set<String> accepted, AtomicInteger sent) {
        AtomicInteger next = new AtomicInteger(from);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> {
                for (int number = next.getAndIncrement(); number < until; number = next.getAndIncrement()) {
                    send(number, number % 2 == 0 ? first : second, number % 2 == 0 ? second : first, accepted);
                    sent.incrementAndGet();
                }
            });
            clients.add(client);
            client.start();
        }
        clients.forEach(TwoNodesIT::join);
    }

    /** As the sender's server does with two MX records. */
    private static void send(int number, ServerProcess preferred, ServerProcess other, Set<String> accepted) {
        byte[] mail = NumberedMail.clean(Integer.toString(number));
        String reply;
        try (SmtpClient client = SmtpClient.greeted(preferred.port("smtp"))) {
            reply = client.send("sender@example.org", "alice@demo.ecluse.test", mail);
        } catch (IOException e) {
            reply = "451 " + e; // down, or killed before it answered
        }
        if (reply.startsWith("4")) {
            reply = NumberedMail.sendUntilAnswered(other.port("smtp"), "alice@demo.ecluse.test", mail, LIMIT);
        }
        if (reply.startsWith("250")) {
            accepted.add(Integer.toString(number));
        }
    }

    private static void join(Thread client) {
        try {
            client.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
