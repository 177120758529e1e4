package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The public suites go through the real SMTP port: hostile byte sequences and malformed messages. */
class SuitesIT {
    private static final Duration DELIVERY = Duration.ofMinutes(3);
    private static ServerProcess server;
    private static Destination destination;

    @BeforeAll
    static void start() throws Exception {
        Suites.file("smtp/wire");
        server = new ServerProcess("suites", "standalone.xml").start();
        destination = new Destination(server.port("destination"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            destination.close();
            server.close();
        }
    }

    /** Each session may store one message at most, and no bare CR or LF goes on. */
    @Test
    @Covers("R1.10")
    void smuggledBytesNeverBecomeASecondMessage() throws Exception {
        try (Stream<Path> files = Files.list(Suites.file("smtp/wire"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".bin")).sorted().toList()) {
                int before = destination.messages().length;
                int accepted = play(adapted(Files.readAllBytes(file)));
                assertThat(accepted)
                        .as("messages accepted of %s", file.getFileName())
                        .isLessThanOrEqualTo(1);
                Await.until(file + " is delivered", DELIVERY, () -> destination.messages().length >= before + accepted);
            }
        }
        for (MimeMessage message : destination.messages()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            String text = bytes.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "");
            assertThat(text).doesNotContain("\r").doesNotContain("\n");
        }
    }

    /** Every message is decided about, none is lost, no session hangs and nothing is thrown. */
    @Test
    void malformedMailIsDecidedAbout() throws Exception {
        long linesBefore = lineCount(server.log());
        Map<String, String> replies = new TreeMap<>();
        int accepted = 0;
        for (Map.Entry<String, byte[]> message : messages().entrySet()) {
            try (SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
                String reply = client.send("sender@example.org", "bob@demo.ecluse.test", message.getValue());
                replies.put(message.getKey(), reply);
                if (reply.startsWith("250")) {
                    accepted++;
                }
            }
        }
        assertThat(replies).hasSizeGreaterThan(600);
        assertThat(replies.values()).allMatch(reply -> reply.startsWith("250 2") || reply.startsWith("5"));
        assertThat(accepted).isGreaterThan(replies.size() / 2);
        try (Stream<String> lines = Files.lines(server.log())) {
            assertThat(lines.skip(linesBefore)
                            .filter(line -> line.contains(" ERROR ")
                                    || line.contains(" SEVERE ")
                                    || line.startsWith("Caused by")))
                    .isEmpty();
        }
    }

    private static long lineCount(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    /** The wire files address rcpt.example; the domain of the demonstration stands in for it. */
    private static byte[] adapted(byte[] session) {
        return new String(session, StandardCharsets.ISO_8859_1)
                .replaceAll("(?i)RCPT TO:<[^>]*>", "RCPT TO:<alice@demo.ecluse.test>")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends all bytes at once, as the suite has them, and counts the 250 that accept a message. */
    private static int play(byte[] session) throws IOException {
        int accepted = 0;
        try (SmtpClient client = new SmtpClient(server.port("smtp"))) {
            client.raw(session);
            client.raw("\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                String reply = client.reply();
                if (reply.contains("Accepted as ")) {
                    accepted++;
                }
                if (reply.startsWith("221") || reply.startsWith("421")) {
                    return accepted;
                }
            }
        } catch (IOException e) {
            // The server may close a session that breaks the protocol; what it accepted until then counts.
            return accepted;
        }
    }

    private static Map<String, byte[]> messages() throws IOException {
        Map<String, byte[]> all = Suites.tar("mime/open.tar.xz");
        Map<String, byte[]> messages = new TreeMap<>();
        String manifest = all.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("manifest.tsv"))
                .map(entry -> new String(entry.getValue(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        for (String path : manifest.lines()
                .map(line -> line.split("\t", -1))
                .filter(columns -> columns[1].equals("message"))
                .map(columns -> columns[0])
                .toList()) {
            all.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith(path))
                    .forEach(entry -> messages.put(path, entry.getValue()));
        }
        return messages;
    }
}
