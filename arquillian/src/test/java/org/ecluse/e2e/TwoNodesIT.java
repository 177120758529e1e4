package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers share one PostgreSQL – content, queue and claims (decisions: Keeping mail) – and what waits in the grey zone. */
@Covers("B1")
class TwoNodesIT {
    private static final int TOGETHER = 100;
    private static final int WITH_A_KILL = 300;
    private static final int CLIENTS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static PostgresPeer postgres;
    private static ServerProcess first;
    private static ServerProcess second;
    private static Destination destination;

    @BeforeAll
    static void start() throws Exception {
        postgres = new PostgresPeer();
        first = node("node-a").start();
        second = node("node-b").start();
        destination = new Destination(first.port("destination"));
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : Arrays.asList(destination, second, first, postgres)) {
            if (each != null) {
                each.close();
            }
        }
    }

    /** A test may leave a node dead. */
    @BeforeEach
    void bothRun() throws Exception {
        if (!first.isReady()) {
            first.start();
        }
    }

    @Test
    void eachMailIsDeliveredAndAKilledNodeLosesNothing() throws Exception {
        Set<String> accepted = ConcurrentHashMap.newKeySet();

        sendAll(0, TOGETHER, accepted, new AtomicInteger());
        await(accepted);
        assertThat(destination.received(NumberedMail.NUMBER))
                .as("nothing twice")
                .hasSize(TOGETHER);

        AtomicInteger sent = new AtomicInteger();
        ExecutorService sending = Executors.newSingleThreadExecutor();
        sending.execute(() -> sendAll(TOGETHER, TOGETHER + WITH_A_KILL, accepted, sent));
        sending.shutdown();
        Await.until("a third is sent", LIMIT, () -> sent.get() > WITH_A_KILL / 3);
        first.kill();
        Await.until("two thirds are sent", LIMIT, () -> sent.get() > 2 * WITH_A_KILL / 3);
        first.start();
        assertThat(sending.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(accepted).hasSize(TOGETHER + WITH_A_KILL);
        await(accepted);
    }

    /** A retry may reach another node than the first try did, and the node that heard the first try may be gone. */
    @Test
    @Covers({"R1.4", "R1.7"})
    void whatWaitsInTheGreyZoneWaitsOnBothNodes() throws Exception {
        ApiCalls api = new ApiCalls(first);
        long customer = api.get("/customers")
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonNumber("id")
                .longValue();
        api.put(
                "/customers/" + customer + "/policy",
                "{\"grey\":{\"mode\":\"EVERY_NEW_CORRESPONDENCE\",\"earliestSeconds\":3600,\"latestSeconds\":7200}}");

        assertThat(greyTry(first)).contains("throttle: firsttry");
        assertThat(greyTry(second)).contains("throttle early");
        first.kill();
        Await.until("the survivor goes on alone", LIMIT, () -> greyTry(second).contains("throttle early"));
    }

    private static String greyTry(ServerProcess node) throws IOException {
        try (SmtpClient client = SmtpClient.greetedFrom("127.0.9.1", node.port("smtp"))) {
            return client.send("waiting@sender.test", "alice@demo.ecluse.test", NumberedMail.clean("grey"));
        }
    }

    private static void await(Set<String> accepted) throws InterruptedException {
        Await.until(
                "every accepted mail arrives",
                LIMIT,
                () -> Set.copyOf(destination.received(NumberedMail.NUMBER)).containsAll(accepted));
    }

    private static ServerProcess node(String name) throws IOException {
        return new ServerProcess(name, "standalone-cluster.xml")
                .set("ecluse.node.name", name)
                .set("ecluse.cluster.port", Integer.toString(Ports.free()))
                .set("ecluse.smtp.trusted-networks", "127.0.0.1/32")
                .set("ecluse.db.url", postgres.url())
                .set("ecluse.db.user", "ecluse")
                .set("ecluse.db.password", "ecluse")
                .set("ecluse.store.kind", "DATABASE")
                .set("ecluse.delivery.claim-lease", "10s");
    }

    /** Numbers from {@code from} on, by several clients to both nodes in turn; a node that is down is left out. */
    private static void sendAll(int from, int until, Set<String> accepted, AtomicInteger sent) {
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
