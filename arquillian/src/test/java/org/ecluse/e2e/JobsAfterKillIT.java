package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecluse.it.api.Answer;
import org.ecluse.it.api.Api;
import org.ecluse.it.api.Mail;
import org.ecluse.it.api.Subscriptions;
import org.ecluse.it.api.Tenant;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.junit.jupiter.api.Test;

/** SIGKILL in the middle of jobs and deliveries: what was begun is finished, once (decisions: Jobs). */
class JobsAfterKillIT {
    private static final int SUBSCRIBERS = 600;
    private static final int RECIPIENTS_OF_A_MAIL = 100;
    private static final int PAGE = 200;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Before the restarted server could have noticed by the end of a lease: it knows that it is alone. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    @Covers({"R3.1", "R3.11", "R3.12"})
    void aKilledServerFinishesItsReportsAndDeliveriesOnce() throws Exception {
        // On its own schedule it would be in the way: this test says when a run begins.
        try (ServerProcess server = new ServerProcess("jobs", "standalone.xml")
                        .set("ecluse.jobs.own-schedule", "false")
                        .set("ecluse.delivery.first-retry", "10s")
                        .set("ecluse.delivery.max-retry", "10s")
                        .start();
                ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Api platform = platform(server);
            Tenant readers = Tenant.open(platform, "readers", server.port("destination"));
            Api manager = readers.signedIn("CUSTOMER_ADMINISTRATOR");
            List<String> subscribers = IntStream.range(0, SUBSCRIBERS)
                    .mapToObj(i -> readers.address("reader" + i))
                    .toList();
            for (int from = 0; from < SUBSCRIBERS; from += RECIPIENTS_OF_A_MAIL) {
                Mail.newsletter("held " + from)
                        .to(server.port("smtp"), subscribers.subList(from, from + RECIPIENTS_OF_A_MAIL));
            }
            String kept = Mail.newsletter("kept").to(server.port("smtp"), List.of(readers.address("kept")));
            String old = Mail.newsletter("old").to(server.port("smtp"), List.of(readers.address("old")));
            Tenant hung = Tenant.open(platform, "hung", hanging.getLocalPort());
            String claimed = Mail.clean("claimed").to(server.port("smtp"), List.of(hung.address("a")));

            for (String address : subscribers) {
                Instant due = Instant.now().plusSeconds(2);
                manager.post("/subscriptions", Subscriptions.dueAt(address, due))
                        .is(200);
            }
            Instant all = Instant.now().plusSeconds(3);
            Await.until("all reports are due", LIMIT, () -> Instant.now().isAfter(all));

            stoppedRunEndsAfterTheItemAtHand(platform, manager);
            long stoppedAt = queued(manager);
            assertThat(stoppedAt).isBetween(1L, SUBSCRIBERS - 1L);
            long run = start(platform, "killed").number("id");
            Await.until("the run is in the middle", LIMIT, () -> queued(manager) > stoppedAt + 20);
            assertThat(platform.get("/queue/" + claimed + ".1").object().getBoolean("inDelivery"))
                    .isTrue();
            server.kill();
            hanging.close();
            server.checkDatabase();
            age(server.data(), old + ".1", Duration.ofDays(14).plusMinutes(1));
            age(server.data(), kept + ".1", Duration.ofDays(14).minusMinutes(10));

            server.start();
            Await.until("the run is finished", SOON, () -> !state(platform, run).equals("RUNNING"));
            assertThat(state(platform, run)).isEqualTo("COMPLETED");
            assertThat(queued(manager)).isEqualTo(SUBSCRIBERS);
            assertThat(reported(manager)).containsExactlyInAnyOrderElementsOf(subscribers);
            assertThat(Files.readString(server.log()))
                    .contains("Run " + run + " of job quarantine-report was taken over");

            theClaimOfTheDeadServerIsTaken(platform, hung, claimed);
            everyReportArrivesUnderItsOwnId(server, manager, subscribers);
            onlyWhatIsOverItsDaysGoes(platform, manager, old, kept);
        }
    }

    private static void stoppedRunEndsAfterTheItemAtHand(Api platform, Api manager) throws Exception {
        long run = start(platform, "stopped").number("id");
        Await.until("the run has begun", LIMIT, () -> queued(manager) > 0);
        platform.post("/jobs/quarantine-report/runs/" + run + "/stop").is(200);
        Await.until("the run ends", LIMIT, () -> !state(platform, run).equals("RUNNING"));
        assertThat(state(platform, run)).isEqualTo("STOPPED");
    }

    /** Long before the dead server's lease would have ended, the copy is tried again. */
    private static void theClaimOfTheDeadServerIsTaken(Api platform, Tenant hung, String claimed) throws Exception {
        try (Destination destination = new Destination(Ports.free())) {
            String path = "/domains/" + hung.domain() + "/destinations";
            platform.call("PUT", path, "[" + Tenant.server(destination.port()) + "]")
                    .is(200);
            platform.post("/queue/" + claimed + ".1/retry").is(204);
            Await.until(
                    "it is delivered",
                    SOON,
                    () -> destination.received("Subject").contains("claimed"));
        }
    }

    private static void everyReportArrivesUnderItsOwnId(ServerProcess server, Api manager, List<String> subscribers)
            throws Exception {
        String one = manager.get("/queue?limit=1").each("id").get(0);
        try (Destination destination = new Destination(server.port("destination"))) {
            manager.post("/queue/" + one + "/retry").is(204);
            Await.until("every report arrives", LIMIT, () -> destination.messages().length >= SUBSCRIBERS);
            Set<String> receivers = new HashSet<>();
            for (var message : destination.messages()) {
                receivers.add(message.getAllRecipients()[0].toString());
            }
            assertThat(destination.messages()).hasSize(SUBSCRIBERS);
            assertThat(receivers).containsExactlyInAnyOrderElementsOf(subscribers);
            assertThat(new HashSet<>(destination.received("Message-ID"))).hasSize(SUBSCRIBERS);
        }
    }

    private static void onlyWhatIsOverItsDaysGoes(Api platform, Api manager, String old, String kept) throws Exception {
        long run = platform.post("/jobs/retention/runs", key("after the days"))
                .is(202)
                .number("id");
        String path = "/jobs/retention/runs/" + run;
        Await.until(
                "the retention run ends",
                LIMIT,
                () -> !platform.get(path).text("state").equals("RUNNING"));
        assertThat(manager.get("/quarantine/" + old + ".1").text("state")).isEqualTo("EXPIRED");
        assertThat(manager.get("/messages/" + old).object().getBoolean("contentKept"))
                .isFalse();
        assertThat(manager.get("/quarantine/" + kept + ".1").text("state")).isEqualTo("HELD");
        assertThat(manager.get("/messages/" + kept).object().getBoolean("contentKept"))
                .isTrue();
        assertThat(manager.post("/quarantine/" + old + ".1/release").text("outcome"))
                .isEqualTo("NO_LONGER_HELD");
    }

    /** How many copies wait. */
    private static long queued(Api caller) {
        return caller.get("/queue?limit=1").is(200).number("total");
    }

    /** Recipients of all reports, as often as there is one. */
    private static List<String> reported(Api caller) {
        List<String> recipients = new ArrayList<>();
        for (int offset = 0; offset < 2 * SUBSCRIBERS; offset += PAGE) {
            recipients.addAll(caller.get("/messages?verdict=CLEAN&limit=" + PAGE + "&offset=" + offset)
                    .each("recipient"));
        }
        return recipients;
    }

    private static Answer start(Api platform, String name) {
        return platform.post("/jobs/quarantine-report/runs", key(name)).is(202);
    }

    private static JsonObject key(String name) {
        return Json.createObjectBuilder().add("runKey", name.replace(' ', '-')).build();
    }

    private static String state(Api platform, long run) {
        return platform.get("/jobs/quarantine-report/runs/" + run).is(200).text("state");
    }

    private static Api platform(ServerProcess server) {
        return Api.at(URI.create("http://127.0.0.1:" + server.port("http") + "/api/v1"))
                .as("admin", "in-tests-only-7319");
    }

    /** Makes a held copy older than it is, as only time could. */
    private static void age(Path data, String copy, Duration age) throws SQLException {
        OffsetDateTime held = Instant.now().minus(age).atOffset(ZoneOffset.UTC);
        String url = "jdbc:h2:file:" + data.resolve("ecluse/db/ecluse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;MAX_COMPACT_TIME=0";
        try (Connection connection = DriverManager.getConnection(url, "sa", "sa");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE quarantine_entry SET quarantined_at = ?, expires_at = ? WHERE copy_id ="
                                + " (SELECT c.id FROM recipient_copy c JOIN message m ON m.id = c.message_id"
                                + " WHERE m.public_id || '.' || c.number = ?)")) {
            update.setObject(1, held);
            update.setObject(2, held.plusDays(14));
            update.setString(3, copy);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
