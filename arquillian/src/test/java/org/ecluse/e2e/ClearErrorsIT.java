package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.ecluse.it.api.Api;
import org.junit.jupiter.api.Test;

/** What goes wrong is said clearly, and nothing is taken that could be lost. */
class ClearErrorsIT {
    private static final Duration BOOT = Duration.ofMinutes(3);

    @Test
    void wrongSettingStopsTheStartAndNamesItsKey() throws Exception {
        try (ServerProcess server =
                new ServerProcess("wrong-setting", "standalone.xml").set("ecluse.store.min-free", "much")) {
            server.launch();
            Await.until(
                    "the log names the key",
                    BOOT,
                    () -> Files.exists(server.log())
                            && Files.readString(server.log())
                                    .contains("ecluse.store.min-free must be a size such as 500M, not MUCH"));
            assertThat(server.isReady()).isFalse();
        }
    }

    @Test
    void mailIsDeferredWhileSpaceIsShort() throws Exception {
        try (ServerProcess server = new ServerProcess("full", "standalone.xml")
                        .set("ecluse.store.min-free", "500T")
                        .start();
                SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
            assertThat(client.say("MAIL FROM:<sender@example.org>")).startsWith("452 4.3.1 ");
        }
    }

    @Test
    void databaseThatIsDownMeans451AndRecoversByItself() throws Exception {
        try (PostgresPeer postgres = new PostgresPeer();
                ServerProcess server = new ServerProcess("postgres", "standalone-cluster.xml");
                Destination destination = new Destination(server.port("destination"))) {
            server.set("ecluse.db.url", postgres.url())
                    .set("ecluse.db.user", "ecluse")
                    .set("ecluse.db.password", "ecluse")
                    .set("ecluse.store.kind", "DATABASE")
                    .start();
            assertThat(send(server, "before")).startsWith("250 2.0.0 ");
            aJobRuns(server);
            postgres.stop();
            assertThat(send(server, "while it is down")).startsWith("451 4.3.0 ");
            assertThat(server.health()).contains("{\"name\":\"database\",\"status\":\"DOWN\"");
            assertThat(server.isReady()).isFalse();
            postgres.start();
            Await.until(
                    "mail is accepted again",
                    Duration.ofMinutes(1),
                    () -> send(server, "after").startsWith("250 2.0.0 "));
            Await.until(
                    "both are delivered",
                    Duration.ofMinutes(1),
                    () -> destination.received("Subject").contains("before")
                            && destination.received("Subject").contains("after"));
        }
    }

    private static void aJobRuns(ServerProcess server) throws Exception {
        Api platform = Api.at(URI.create("http://127.0.0.1:" + server.port("http") + "/api/v1"))
                .as("admin", "in-tests-only-7319");
        String runs = "/jobs/retention/runs";
        long run = platform.post(
                        runs,
                        Json.createObjectBuilder().add("runKey", "here-too").build())
                .is(202)
                .number("id");
        Await.until(
                "it ends",
                BOOT,
                () -> !platform.get(runs + "/" + run).text("state").equals("RUNNING"));
        assertThat(platform.get(runs + "/" + run).text("state")).isEqualTo("COMPLETED");
    }

    private static String send(ServerProcess server, String subject) throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
            return client.send(
                    "sender@example.org",
                    "alice@demo.ecluse.test",
                    ("From: sender@example.org\r\nTo: alice@demo.ecluse.test\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\n"
                                    + "Message-ID: <" + System.nanoTime() + "@example.org>\r\nSubject: " + subject
                                    + "\r\n\r\nThe minutes are ready.\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
