package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpRecipient;
import org.ecluse.smtp.listener.SmtpSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault of SubEthaSMTP 7.2.2 that was reproduced before this server was written is gone. */
class LibraryFaultsTest {

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
    void acceptedSocketsSendWithoutDelay() throws IOException {
        try (ListenSocket listening = new ListenSocket(port -> {}, new OpenDoor())) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                    Socket accepted = listening.accept()) {
                assertThat(accepted.getTcpNoDelay()).isTrue();
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void clientAddressIsNeverLookedUp() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("NOOP\r\n").expect("250");
        }
        // A looked-up loopback address would be called localhost.
        assertThat(server.listener.sessions.get(0).client().getHostName()).isEqualTo("127.0.0.1");
    }

    @Test
    void bodyBehindRefusedDataRunsNoCommand() throws IOException {
        server.listener.onRecipient = recipient -> new SmtpAnswer(550, "5.1.1", "No such mailbox", false);
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\n");
            client.expect("250 ").expect("550 ");
            client.send("DATA\r\nRSET\r\nMAIL FROM:<evil@b.example>\r\n.\r\n");
            client.expect("554 5.5.0 ").expectClosed();
        }
        assertThat(server.listener.calls).doesNotContain("sender evil@b.example");
    }

    @Test
    void lateBodyBehindRefusedDataEndsTheSession() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("DATA\r\n").expect("503 5.5.1 ");
            client.send("Subject: x\r\n").expect("554 5.5.0 ").expectClosed();
        }
    }

    @Test
    void clientThatWaitedMayGoOnAfterRefusedData() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("DATA\r\n").expect("503 5.5.1 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
        }
    }

    @Test
    void refusedMessageEndsTheTransaction() throws IOException {
        server.listener.onMessage = body -> new SmtpAnswer(550, "5.7.1", "Refused", false);
        server.start();
        try (WireClient client = server.greeted()) {
            send(client, "Subject: x\r\n");
            client.expect("550 5.7.1 ");
            client.send("RCPT TO:<c@d.example>\r\n").expect("503 5.5.1 ");
            client.send("DATA\r\n").expect("503 5.5.1 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
        }
    }

    @Test
    void chunkCutByADisconnectIsNoMessage() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            client.expect("220");
            client.send("EHLO c.example\r\n");
            assertThat(client.reply()).doesNotContain("CHUNKING");
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nBDAT 100 LAST\r\nhalf");
            client.expect("250").expect("250").expect("502 5.5.1 ").expectClosed();
        }
        assertThat(server.listener.stored).isEmpty();
    }

    @Test
    void bodyCutByADisconnectIsNoMessage() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            client.send("Subject: half\r\n.\r");
        }
        server.server().stop(Duration.ofSeconds(10));
        assertThat(server.listener.calls).contains("ended").doesNotContain("message");
    }

    @Test
    void declaredSizeOverTheLimitKeepsTheSession() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example> SIZE=1048577\r\n").expect("552 5.3.4 ");
            client.send("MAIL FROM:<a@b.example> SIZE=99999999999999999999\r\n").expect("552 5.3.4 ");
            client.send("MAIL FROM:<a@b.example> SIZE=1048576\r\n").expect("250 ");
        }
    }

    @Test
    void bodyOverTheLimitIsDrainedAndRefused() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            send(client, "x".repeat(70).concat("\r\n").repeat(20_000));
            client.expect("552 5.3.4 ");
            client.send("NOOP\r\n").expect("250 ");
        }
        assertThat(server.listener.calls).doesNotContain("message");
    }

    @Test
    void bodyFarOverTheLimitIsCutOff() throws IOException {
        server.maxSizeBytes = 65_536;
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            client.send("x".repeat(70).concat("\r\n").repeat(2500));
            client.expect("552 5.3.4 ").expectClosed();
        }
    }

    @Test
    void parametersReachTheListener() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<> SIZE=7 BODY=8BITMIME SMTPUTF8 RET=hdrs ENVID=a+2Bb\r\n")
                    .expect("250");
            client.send("RCPT TO:<c@d.example> NOTIFY=success,DELAY ORCPT=rfc822;c@d.example\r\n")
                    .expect("250");
            client.send("DATA\r\n").expect("354");
            client.send(".\r\n").expect("250");
        }
        SmtpSender sender = server.listener.stored.get(0).sender();
        assertThat(sender.isNull()).isTrue();
        assertThat(sender.declaredSizeBytes()).hasValue(7);
        assertThat(sender.eightBitMime()).isTrue();
        assertThat(sender.smtpUtf8()).isTrue();
        assertThat(sender.ret()).contains("HDRS");
        assertThat(sender.envId()).contains("a+2Bb");
        SmtpRecipient recipient = server.listener.stored.get(0).recipients().get(0);
        assertThat(recipient.notifyOn()).containsExactly("SUCCESS", "DELAY");
        assertThat(recipient.orcpt()).contains("rfc822;c@d.example");
    }

    @Test
    void addressesAreChecked() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<not an address>\r\n").expect("501 5.1.7 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
            client.send("RCPT TO:<@>\r\n").expect("501 5.1.3 ");
        }
        assertThat(server.listener.calls).containsOnlyOnce("sender a@b.example");
    }

    @Test
    void greetingIsRequired() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            client.expect("220");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("503 5.5.1 ");
            client.send("RCPT TO:<a@b.example>\r\n").expect("503 5.5.1 ");
            client.send("DATA\r\n").expect("503 5.5.1 ");
        }
    }

    @Test
    void badCommandsAreLimited() throws IOException {
        server.maxBadCommands = 3;
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("NONSENSE\r\nMAIL\r\nRCPT TO:<a@b.example>\r\nNOOP\r\n");
            assertThat(client.repliesToEnd()).hasSize(4).last().asString().startsWith("421 4.7.0 ");
        }
    }

    @Test
    void idleCommandsAreLimited() throws IOException {
        server.maxBadCommands = 3;
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("NOOP\r\n".repeat(200));
            List<String> replies = client.repliesToEnd();
            assertThat(replies).hasSizeBetween(100, 105);
            assertThat(replies.get(replies.size() - 1)).startsWith("421 4.7.0 ");
        }
    }

    @Test
    void listenerTextStaysOneLine() throws IOException {
        server.listener.onSender = sender -> new SmtpAnswer(550, "5.7.1", "no\r\n250 ok\n\u00e9", false);
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n");
            assertThat(client.reply()).isEqualTo("550 5.7.1 no??250 ok??");
            client.send("NOOP\r\n").expect("250 2.0.0 ");
        }
    }

    @Test
    void listenerTextIsCutAt512Octets() throws IOException {
        server.listener.onSender = sender -> new SmtpAnswer(450, "4.7.1", "x".repeat(2000), false);
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n");
            assertThat(client.reply()).hasSize(510).startsWith("450 4.7.1 xxx");
        }
    }

    @Test
    void proxyProtocolIsNotSpoken() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            client.send("PROXY TCP4 192.0.2.1 192.0.2.2 1 25\r\n").expect("220").expect("500 5.5.1 ");
        }
        assertThat(server.listener.sessions.get(0).client().getAddress().isLoopbackAddress())
                .isTrue();
    }

    @Test
    void stopLeavesTheExecutorAlone() throws IOException {
        ExecutorService given = Executors.newCachedThreadPool();
        server.executor = given;
        server.start();
        server.server().stop(Duration.ZERO);
        assertThat(given.isShutdown()).isFalse();
        given.shutdownNow();
    }

    @Test
    void extensionsAreAnnounced() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            client.expect("220");
            assertThat(client.send("EHLO c.example\r\n").reply().lines())
                    .containsExactly(
                            "250-mx.ecluse.example",
                            "250-SIZE 1048576",
                            "250-8BITMIME",
                            "250-PIPELINING",
                            "250-ENHANCEDSTATUSCODES",
                            "250-DSN",
                            "250 SMTPUTF8");
            client.send("AUTH PLAIN AGEAYg==\r\n").expect("503 5.5.1 ");
        }
    }

    @Test
    void bareLineEndsAreRefusedAndTheRestIsNoCommand() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            send(client, "a\n.\nMAIL FROM:<evil@b.example>\r\n");
            client.expect("554 5.6.0 ");
            client.send("NOOP\r\n").expect("250 ");
        }
        assertThat(server.listener.calls).doesNotContain("message", "sender evil@b.example");
        assertThat(server.listener.sessions.get(0).protocolFaults()).contains("BARE_LF");
    }

    @Test
    void messageOfTheLibrarysOwnClientArrives() throws Exception {
        server.start();
        int port = server.server().port();
        org.subethamail.smtp.client.SmartClient client =
                org.subethamail.smtp.client.SmartClient.createAndConnect("127.0.0.1", port, "c.example");
        client.from("a@b.example");
        client.to("c@d.example");
        client.dataStart();
        client.dataWrite("Subject: x\r\n\r\n.\r\nlast\r\n".getBytes(StandardCharsets.US_ASCII));
        client.dataEnd();
        client.quit();
        assertThat(new String(server.listener.stored.get(0).body(), StandardCharsets.US_ASCII))
                .isEqualTo("Subject: x\r\n\r\n.\r\nlast\r\n");
    }

    private static void send(WireClient client, String body) throws IOException {
        client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
        client.expect("250 ").expect("250 ").expect("354 ");
        client.send(body + ".\r\n");
    }

    /** Lets everybody in. */
    private static final class OpenDoor implements ListenSocket.Doorkeeper {
        @Override
        public Optional<DoorRefusal> refusal(InetAddress peer) {
            return Optional.empty();
        }

        @Override
        public void turnAway(Socket client, DoorRefusal why) {
            throw new IllegalStateException(why.toString());
        }
    }
}
