package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

/** What was answered 250 is delivered, quarantined or recorded as destroyed, whatever kills the server (decisions: Keeping mail). */
@Covers({"B16", "R2.5"})
class NothingLostIT {
    private static final int CLIENTS = 6;
    private static final int MAILS = 2_400;
    private static final int KILLS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(6);

    @Test
    void fiveKillsLoseNothing() throws Exception {
        Map<String, String> accepted = new ConcurrentHashMap<>();
        Set<String> viruses = ConcurrentHashMap.newKeySet();
        try (ServerProcess server = new ServerProcess("kill", "standalone.xml").start();
                Destination destination = new Destination(server.port("destination"))) {
            AtomicInteger next = new AtomicInteger();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> sendAll(server.port("smtp"), next, accepted, viruses));
            }
            clients.shutdown();
            Random random = new Random(20_261_122);
            for (int kill = 1; kill <= KILLS; kill++) {
                int after = kill * MAILS / (KILLS + 1) - random.nextInt(MAILS / (KILLS + 1));
                Await.until("mail " + after + " was tried", LIMIT, () -> next.get() >= after);
                server.kill();
                server.start();
            }
            assertThat(clients.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(accepted).hasSizeGreaterThanOrEqualTo(2_000);

            Set<String> mustArrive = new HashSet<>(accepted.keySet());
            mustArrive.removeAll(viruses);
            Await.until(
                    "every accepted mail arrives",
                    LIMIT,
                    () -> Set.copyOf(destination.received("X-Test-Number")).containsAll(mustArrive));
            assertThat(destination.received("X-Test-Number")).doesNotContainAnyElementsOf(viruses);

            server.kill();
            server.checkDatabase();
            Set<String> destroyed = tombstones(server.data());
            Set<String> acceptedViruses = viruses.stream()
                    .filter(accepted::containsKey)
                    .map(number -> accepted.get(number) + ".1")
                    .collect(Collectors.toSet());
            assertThat(acceptedViruses).isNotEmpty();
            assertThat(destroyed).containsAll(acceptedViruses);
        }
    }

    @Test
    void mailComesInAgainWhenTheDatabaseGoesBack() throws Exception {
        Map<String, String> accepted = new ConcurrentHashMap<>();
        try (ServerProcess server = new ServerProcess("power-loss", "standalone.xml").start()) {
            server.kill();
            Path earlier = server.data().resolveSibling("database-before");
            ServerProcess.copy(server.data().resolve("ecluse/db"), earlier);
            server.start();
            AtomicInteger next = new AtomicInteger();
            // The destination is down: everything stays in the queue.
            sendAll(server.port("smtp"), next, accepted, ConcurrentHashMap.newKeySet(), 60);
            assertThat(accepted).hasSize(60);
            server.kill();
            // Database files only; the message files stay as they are now.
            ServerProcess.copy(earlier, server.data().resolve("ecluse/db"));
            server.start();
            try (Destination destination = new Destination(server.port("destination"))) {
                Await.until(
                        "every mail is there again",
                        LIMIT,
                        () -> Set.copyOf(destination.received("X-Test-Number")).containsAll(accepted.keySet()));
            }
        }
    }

    private static void sendAll(int port, AtomicInteger next, Map<String, String> accepted, Set<String> viruses) {
        sendAll(port, next, accepted, viruses, MAILS);
    }

    /** Sends {@code count} mails; while the server is down a sender keeps its mail and tries again. */
    private static void sendAll(
            int port, AtomicInteger next, Map<String, String> accepted, Set<String> viruses, int count) {
        for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
            String name = Integer.toString(number);
            boolean virus = number % 25 == 7 && count == MAILS;
            if (virus) {
                viruses.add(name);
            }
            String reply = NumberedMail.sendUntilAnswered(
                    port,
                    number % 2 == 0 ? "alice@demo.ecluse.test" : "bob@demo.ecluse.test",
                    virus ? NumberedMail.withVirus(name) : NumberedMail.clean(name),
                    LIMIT);
            if (reply.startsWith("250")) {
                accepted.put(name, reply.substring(reply.lastIndexOf(' ') + 1));
            }
        }
    }

    private static Set<String> tombstones(Path data) throws SQLException {
        Set<String> ids = new HashSet<>();
        String url = "jdbc:h2:file:" + data.resolve("ecluse/db/ecluse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;MAX_COMPACT_TIME=0";
        try (Connection connection = DriverManager.getConnection(url, "sa", "sa");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT public_id FROM tombstone")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }
}
