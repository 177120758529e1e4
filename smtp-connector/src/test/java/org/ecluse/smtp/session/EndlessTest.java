package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that never come to an end: cut off with a proper reply, whatever they repeat. */
class EndlessTest {

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

    @ParameterizedTest
    @CsvSource({
        "NOOP,                                    110",
        "RSET,                                    110",
        "HELP,                                    110",
        "VRFY a,                                  110",
        "EHLO c.example,                          110",
        "HELO c.example,                          110",
        "MAIL FROM:<a@b.example>;RSET,            110",
        "MAIL FROM:<a@b.example>;EHLO c.example,  110",
        "MAIL FROM:<a@b.example>;DATA;RSET,       110",
        "STARTTLS,                                10",
        "AUTH PLAIN AGEAYg==,                     10",
        "XYZZY,                                   10",
        "RCPT TO:<c@d.example>,                   10",
        "DATA,                                    10",
        "EXPN a,                                  10",
    })
    void repeatedCommandEndsTheSession(String commands, int afterCommands) throws IOException {
        server.start();
        int said = 0;
        try (WireClient client = server.greeted()) {
            String[] each = commands.split(";");
            while (said < 1000) {
                client.send(each[said++ % each.length] + "\r\n");
                if (client.reply().startsWith("421")) break;
                if (client.hasInputWithin(1) && client.reply().startsWith("421 4.7.0 ")) break;
            }
            client.expectClosed();
        }
        assertThat(said).isBetween(afterCommands - 2, afterCommands + 2);
        assertThat(faults()).contains("TOO_MANY_BAD_COMMANDS");
    }

    @Test
    void aMillionRecipientsAreCutOff() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250");
            byte[] thousand = "RCPT TO:<c@d.example>\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            sendAsFarAsPossible(client, thousand, 1000);
            List<String> replies = client.repliesToEnd();
            assertThat(replies).hasSizeLessThanOrEqualTo(100 + 100 + 11);
            assertThat(replies.get(99)).startsWith("250 2.1.5 ");
            assertThat(replies.get(100)).startsWith("452 4.5.3 ");
        }
        assertThat(server.listener.calls.stream().filter(call -> call.startsWith("recipient")))
                .hasSize(100);
        assertThat(faults()).contains("TOO_MANY_BAD_COMMANDS");
    }

    @Test
    void recipientsThatDoNotExistAreCountedToo() throws IOException {
        server.listener.onRecipient = recipient -> new SmtpAnswer(550, "5.1.1", "No such mailbox", false);
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250");
            for (int i = 0; i < 200; i++)
                client.send("RCPT TO:<c@d.example>\r\n").expect("550 5.1.1 ");
            client.send("RCPT TO:<c@d.example>\r\n".repeat(10));
            assertThat(client.repliesToEnd()).last().asString().startsWith("421 4.7.0 ");
        }
    }

    /** RFC 5321 section 4.5.3.1.10: the client sends the others later, and the mail of those accepted goes on. */
    @Test
    void someRecipientsTooManyHarmNobody() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n" + "RCPT TO:<c@d.example>\r\n".repeat(150) + "DATA\r\n");
            client.expect("250");
            for (int i = 0; i < 100; i++) client.expect("250 ");
            for (int i = 0; i < 50; i++) client.expect("452 4.5.3 ");
            client.expect("354");
            client.send("Subject: x\r\n\r\nx\r\n.\r\n").expect("250 ");
        }
        assertThat(server.listener.stored).hasSize(1);
    }

    @Test
    void mailKeepsALongSessionAlive() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            for (int i = 0; i < 150; i++) {
                client.send("RSET\r\n").expect("250");
                client.send("MAIL FROM:<a@b.example>\r\n").expect("250");
                client.send("RCPT TO:<c@d.example>\r\n").expect("250");
                client.send("DATA\r\n").expect("354");
                client.send("Subject: x\r\n\r\nx\r\n.\r\n").expect("250");
            }
            client.send("QUIT\r\n").expect("221");
        }
        assertThat(server.listener.stored).hasSize(150);
    }

    @ParameterizedTest
    @CsvSource({"65536, 250", "65537, 552"})
    void headerHasALimit(int octets, String reply) throws IOException {
        server.maxHeaderBytes = 65_536;
        server.start();
        String line = "X-Filler: " + "x".repeat(52) + "\r\n"; // 64 octets
        String header = line.repeat(1023) + "X-Last: " + "x".repeat(octets - 1023 * 64 - 12) + "\r\n\r\n";
        assertThat(header).hasSize(octets);
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            client.send(header + "body\r\n".repeat(20_000) + ".\r\n").expect(reply);
            client.send("NOOP\r\n").expect("250 ");
        }
    }

    @Test
    void headerWithoutEndIsRefused() throws IOException {
        server.maxHeaderBytes = 65_536;
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            client.send("X-Filler: x\r\n".repeat(10_000) + ".\r\n").expect("552 5.3.4 Message header");
        }
        assertThat(server.listener.calls).doesNotContain("message");
    }

    @Test
    void endlessLineIsCutOff() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            sendAsFarAsPossible(client, "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII), 100);
            assertThat(client.reply()).startsWith("554 5.5.0 ");
        }
        assertThat(faults()).contains("NOT_SMTP");
    }

    @Test
    void tlsThatIsRepeatedEndsTheSession() throws Exception {
        server.tls = Optional.of(Keystores.selfSigned(directory.resolve("keys.p12"), "mx.ecluse.example"));
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("STARTTLS\r\n").expect("220 ");
            client.use(Keystores.encrypted(client.socket()));
            for (int i = 0; i < 9; i++) client.send("STARTTLS\r\n").expect("503 5.5.1 ");
            client.send("STARTTLS\r\n")
                    .expect("503 5.5.1 ")
                    .expect("421 4.7.0 ")
                    .expectClosed();
        }
    }

    private List<String> faults() {
        Awaited.until("the session is over", () -> server.listener.calls.contains("ended"));
        return server.listener.sessions.get(0).protocolFaults();
    }

    private static void sendAsFarAsPossible(WireClient client, byte[] octets, int times) throws IOException {
        try {
            for (int i = 0; i < times; i++) client.send(octets);
        } catch (SocketException e) {
            assertThat(e).as("the server had enough").isNotNull();
        }
    }
}
