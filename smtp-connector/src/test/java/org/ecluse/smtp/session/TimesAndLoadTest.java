package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimesAndLoadTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void create() {
        server = new RunningServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void silentClientIsClosed() throws IOException {
        server.idleTimeout = SHORT;
        server.start();
        try (WireClient client = server.greeted()) {
            client.expect("421 4.4.2 ").expectClosed();
        }
    }

    @Test
    void clientSilentInTheBodyIsClosedWithoutMessage() throws IOException {
        server.idleTimeout = SHORT;
        server.start();
        try (WireClient client = inBody()) {
            client.send("Subject: x\r\n").expect("421 4.4.2 ").expectClosed();
        }
        assertThat(server.listener.calls).doesNotContain("message");
    }

    @Test
    void slowBodyIsClosed() throws IOException {
        server.dataMinBytesPerSecond = 1_000_000;
        server.dataRateWindow = Duration.ofSeconds(1);
        server.start();
        try (WireClient client = inBody()) {
            while (!client.hasInputWithin(20)) client.send("x");
            client.expect("421 4.4.2 ").expectClosed();
        }
    }

    @Test
    void fastStartBuysNoSlowEnd() throws IOException {
        server.dataMinBytesPerSecond = 10_000;
        server.dataRateWindow = Duration.ofMillis(500);
        server.start();
        try (WireClient client = inBody()) {
            client.send(("x".repeat(70) + "\r\n").repeat(10_000)); // enough for more than a minute on average
            while (!client.hasInputWithin(20)) client.send("x");
            client.expect("421 4.4.2 ").expectClosed();
        }
        assertThat(faults()).contains("TOO_SLOW");
        assertThat(server.listener.calls).doesNotContain("message");
    }

    @Test
    void steadySlowBodyIsTaken() throws IOException {
        server.dataMinBytesPerSecond = 20;
        server.dataRateWindow = Duration.ofMillis(300);
        server.start();
        try (WireClient client = inBody()) {
            for (int i = 0; i < 50; i++)
                assertThat(client.send("x").hasInputWithin(20)).isFalse();
            client.send("\r\n.\r\n").expect("250 ");
        }
    }

    @Test
    void tricklingCommandIsCutOff() throws IOException {
        server.commandTime = Duration.ofMillis(300);
        server.start();
        try (WireClient client = server.greeted()) {
            while (!client.hasInputWithin(20)) client.send("N");
            client.expect("421 4.4.2 Data arrives too slowly").expectClosed();
        }
        assertThat(faults()).containsExactly("TOO_SLOW");
    }

    @Test
    void tricklingHandshakeIsCutOffWithoutAWord() throws Exception {
        server.tls = Optional.of(Keystores.selfSigned(directory.resolve("keys.p12"), "mx.ecluse.example"));
        server.commandTime = Duration.ofMillis(300);
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("STARTTLS\r\n").expect("220 ");
            byte[] hello = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
            for (byte octet : hello) client.send(new byte[] {octet});
            client.expectClosed();
        }
        assertThat(faults()).containsExactly("TOO_SLOW");
    }

    @Test
    void clientThatOnlyWaitsBetweenCommandsIsNotTrickling() throws IOException {
        server.commandTime = Duration.ofMillis(200);
        server.start();
        try (WireClient client = server.greeted()) {
            assertThat(client.hasInputWithin(800)).isFalse();
            client.send("NOOP\r\n").expect("250 ");
        }
        assertThat(faults()).isEmpty();
    }

    @Test
    void tricklingIsShorterWhileBusy() throws IOException {
        server.maxSessions = 4;
        server.busyIdleTimeout = Duration.ofSeconds(1);
        server.dataMinBytesPerSecond = 256;
        server.start();
        List<WireClient> others = new ArrayList<>();
        try (WireClient slow = inBody()) {
            for (int i = 0; i < 3; i++) others.add(server.greeted());
            while (!slow.hasInputWithin(20)) {
                slow.send("x");
                others.get(0).send("NOOP\r\n").expect("250");
            }
            slow.expect("421 4.4.2 Data arrives too slowly").expectClosed();
        }
        for (WireClient client : others) client.close();
    }

    @Test
    void deadlineEndsASessionBetweenTransactions() throws IOException {
        server.sessionDeadline = SHORT;
        server.start();
        try (WireClient client = server.greeted()) {
            client.expect("421 4.4.2 ").expectClosed();
        }
    }

    @Test
    void decisionUnderWayOutlivesTheTimeouts() throws Exception {
        server.idleTimeout = SHORT;
        server.sessionDeadline = SHORT;
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        server.listener.onMessage = body -> {
            asked.countDown();
            await(decided);
            return SmtpAnswer.ok();
        };
        server.start();
        try (WireClient client = inBody()) {
            client.send("Subject: x\r\n.\r\n");
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.hasInputWithin(600)).isFalse();
            decided.countDown();
            client.expect("250 2.0.0 ").expect("421 4.4.2 ").expectClosed();
        }
    }

    @Test
    void clientThatNeverReadsIsCut() throws IOException {
        server.idleTimeout = SHORT;
        server.maxBadCommands = 1_000_000;
        server.start();
        try (WireClient client = server.greeted()) {
            byte[] flood = "HELP\r\n".repeat(2000).getBytes(StandardCharsets.US_ASCII);
            client.socket().setSoTimeout(1000);
            Assertions.assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) client.send(flood);
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void sessionsAreLimited() throws IOException {
        server.maxSessions = 5;
        server.start();
        List<WireClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) clients.add(server.greeted());
        try (WireClient client = server.connect()) {
            client.expect("421 4.3.2 ").expectClosed();
        }
        assertThat(server.server().openSessions()).isEqualTo(5);
        assertThat(server.server().refusedConnections()).isEqualTo(1);
        clients.remove(0).send("QUIT\r\n").expect("221").expectClosed();
        awaitSessions(4);
        server.greeted().close();
        for (WireClient client : clients) client.close();
    }

    @Test
    void oneAddressIsLimitedWhileBusy() throws IOException {
        server.maxSessions = 10;
        server.busyMaxPerAddress = 3;
        server.start();
        List<WireClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) clients.add(server.greeted());
        try (WireClient client = server.connect()) {
            client.expect("421 4.7.0 ").expectClosed();
        }
        for (WireClient client : clients) client.close();
    }

    /** Error, error, and the door stays shut; a quiet minute opens it ({@link DoorMemoryTest}). */
    @Test
    void addressWhoseSessionsEndInErrorsIsRefusedAtTheDoor() throws IOException {
        server.maxBadCommands = 1;
        server.maxFaultySessions = 2;
        server.start();
        for (int i = 0; i < 2; i++) {
            try (WireClient client = server.greeted()) {
                client.send("NONSENSE\r\n")
                        .expect("500 5.5.1 ")
                        .expect("421 4.7.0 ")
                        .expectClosed();
            }
            awaitSessions(0);
        }
        long accepted = server.server().acceptedConnections();
        try (WireClient client = server.connect()) {
            client.expect("421 4.7.0 Too many sessions from your address ended in errors")
                    .expectClosed();
        }
        assertThat(server.server().acceptedConnections()).isEqualTo(accepted);
    }

    @Test
    void refusalOfTheListenerIsRepeatedAtTheDoor() throws IOException {
        server.maxFaultySessions = 2;
        server.listener.onConnected = session -> new SmtpAnswer(421, "4.7.0", "Too many connections of yours", true);
        server.start();
        try (WireClient client = server.connect()) {
            client.expect("421 4.7.0 Too many connections of yours").expectClosed();
        }
        awaitSessions(0);
        long accepted = server.server().acceptedConnections();
        try (WireClient client = server.connect()) {
            client.expect("421 4.7.0 Too many connections of yours").expectClosed();
        }
        assertThat(server.server().acceptedConnections()).isEqualTo(accepted);
    }

    @Test
    void refusalForTheOwnAddressIsLateAndComesAtOnceWhenTheServerStops() throws IOException {
        server.maxSessions = 1;
        server.busyMaxPerAddress = 0;
        server.refusalDelay = Duration.ofHours(1);
        server.start();
        try (WireClient client = server.connect()) {
            assertThat(client.hasInputWithin(100)).isFalse();
            server.close();
            client.expect("421 ").expectClosed();
        }
    }

    @Test
    void silenceIsShorterWhileBusy() throws IOException {
        server.maxSessions = 4;
        server.busyIdleTimeout = SHORT;
        server.start();
        List<WireClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) clients.add(server.greeted());
        clients.get(0).expect("421 4.4.2 ").expectClosed();
        for (WireClient client : clients) client.close();
    }

    @Test
    void rejectedWorkIsAnswered() throws IOException {
        server.executor = task -> {
            throw new RejectedExecutionException("no thread");
        };
        server.start();
        for (int i = 0; i < 3; i++) {
            try (WireClient client = server.connect()) {
                client.expect("421 4.3.2 ").expectClosed();
            }
        }
        assertThat(server.server().openSessions()).isZero();
        assertThat(server.server().refusedConnections()).isEqualTo(3);
    }

    @Test
    void stopTellsIdleSessionsAndFinishesTransactions() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        server.listener.onMessage = body -> {
            asked.countDown();
            await(decided);
            return SmtpAnswer.ok();
        };
        server.start();
        try (WireClient idle = server.greeted();
                WireClient working = inBody()) {
            working.send("Subject: x\r\n.\r\n");
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            int port = server.server().port();
            Thread stopping = new Thread(() -> server.server().stop(Duration.ofSeconds(10)));
            stopping.start();
            idle.expect("421 4.3.2 ").expectClosed();
            // The sessions are told first; a connection of the moment in between is closed without an answer.
            Awaited.until("nobody is let in any more", () -> isRefused(port));
            decided.countDown();
            working.expect("250 2.0.0 ").expect("421 4.3.2 ").expectClosed();
            stopping.join(10_000);
            assertThat(stopping.isAlive()).isFalse();
        }
        assertThat(server.server().isListening()).isFalse();
        assertThat(server.listener.calls.stream().filter("ended"::equals)).hasSize(2);
    }

    @Test
    void earlyTalkerIsNotedBeforeTheListenerIsAsked() throws IOException {
        server.greetingPause = Duration.ofSeconds(5);
        server.listener.onConnected = session ->
                session.earlyTalker() ? new SmtpAnswer(554, "5.7.1", "You spoke too soon", false) : SmtpAnswer.ok();
        server.start();
        try (WireClient client = server.connect()) {
            client.send("EHLO c.example\r\n")
                    .expect("554 5.7.1 You spoke too soon")
                    .expectClosed();
        }
    }

    @Test
    void earlyTalkerIsNoted() throws IOException {
        server.greetingPause = Duration.ofSeconds(5);
        server.start();
        try (WireClient client = server.connect()) {
            client.send("EHLO c.example\r\n").expect("220").expect("250");
        }
        assertThat(server.listener.sessions.get(0).earlyTalker()).isTrue();
        assertThat(server.listener.sessions.get(0).protocolFaults()).contains("EARLY_TALKER");
    }

    @Test
    void patientClientIsNoEarlyTalker() throws IOException {
        server.greetingPause = Duration.ofMillis(50);
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("NOOP\r\n").expect("250");
        }
        assertThat(server.listener.sessions.get(0).protocolFaults()).isEmpty();
    }

    @Test
    void takenPortIsNamed() throws IOException {
        server.start();
        RunningServer second = new RunningServer(directory);
        second.port = server.server().port();
        Assertions.assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + second.port);
        second.close();
    }

    private List<String> faults() {
        Awaited.until("the session is over", () -> server.listener.calls.contains("ended"));
        return server.listener.sessions.get(0).protocolFaults();
    }

    private WireClient inBody() throws IOException {
        WireClient client = server.greeted();
        client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
        return client.expect("250").expect("250").expect("354");
    }

    private void awaitSessions(int wanted) {
        Awaited.until(wanted + " sessions", () -> server.server().openSessions() == wanted);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRefused(int port) {
        try (WireClient client = new WireClient(port)) {
            return client.socket().isClosed();
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
