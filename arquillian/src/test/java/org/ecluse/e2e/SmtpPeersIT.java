package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's own SMTP clients against a running server with several ports; Postfix is a sender in {@link GreyZoneIT}. */
@Covers({"R1.3", "R1.10"})
class SmtpPeersIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ALICE = "alice@demo.ecluse.test";
    private static final String PASSWORD = "only-a-test";

    @TempDir
    private static Path directory;

    private static ServerProcess server;
    private static Destination destination;
    private static Path keystore;
    private static int tlsOnly;
    private static int implicitTls;
    private static int proxied;
    private static int xclient;

    /** How a programme ended, and what it said. */
    private record Said(int exit, String text) {}

    @BeforeAll
    static void start() throws Exception {
        tlsOnly = Ports.free();
        implicitTls = Ports.free();
        proxied = Ports.free();
        xclient = Ports.free();
        keystore = directory.resolve("keys.p12");
        makeKeys("mx.service.ecluse.test");
        server = new ServerProcess("peers", "standalone.xml")
                .set("ecluse.smtp.trusted-networks", "127.0.0.0/8,192.0.2.0/24")
                .set("ecluse.smtp.keystore", keystore.toString())
                .environment("ECLUSE_SMTP_KEYSTORE_PASSWORD", PASSWORD)
                .environment(
                        "ECLUSE_SMTP_LISTENERS",
                        "port=" + tlsOnly + " max-sessions=20 require-tls=true; port=" + implicitTls
                                + " max-sessions=20 implicit-tls=true; port=" + proxied
                                + " max-sessions=20 proxy-networks=127.0.0.0/8; port=" + xclient
                                + " max-sessions=20 xclient-networks=127.0.0.1")
                .start();
        destination = new Destination(server.port("destination"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            destination.close();
            server.close();
        }
    }

    @Test
    void swaksSpeaksStarttlsAndPipelines() throws Exception {
        Said said = swaks(server.port("smtp"), "starttls", "--tls", "--pipeline");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("TLS started with cipher", "220 mx.service.ecluse.test ESMTP Ecluse");
        assertThat(said.text()).doesNotContain("250-AUTH", "250-CHUNKING");
        arrives("starttls");
        assertThat(received("starttls")).contains("with ESMTPS id");
    }

    @Test
    void portThatRequiresTlsRefusesMailInClear() throws Exception {
        Said clear = swaks(tlsOnly, "in clear");
        assertThat(clear.exit()).isNotZero();
        assertThat(clear.text()).contains("530 5.7.0");
        Said said = swaks(tlsOnly, "tls required", "--tls");
        assertThat(said.exit()).as(said.text()).isZero();
        arrives("tls required");
    }

    @Test
    void portWithImplicitTlsTakesMail() throws Exception {
        Said said = swaks(implicitTls, "implicit", "--tls-on-connect");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).doesNotContain("250-STARTTLS");
        arrives("implicit");
    }

    /** As certbot does it, in the middle of the day. */
    @Test
    void aNewCertificateIsShownWithoutAStart() throws Exception {
        assertThat(certificate()).contains("mx.service.ecluse.test");
        try (SmtpClient open = SmtpClient.greeted(server.port("smtp"))) {
            makeKeys("renewed.service.ecluse.test");
            Await.until(
                    "the new certificate is shown", LIMIT, () -> certificate().contains("renewed.service.ecluse.test"));
            assertThat(open.say("NOOP")).as("a session from before goes on").startsWith("250 ");
        } finally {
            makeKeys("mx.service.ecluse.test");
            Await.until("the first name is back", LIMIT, () -> certificate().contains("mx.service.ecluse.test"));
        }
    }

    /** Subject of what the port with implicit TLS shows. */
    private static String certificate() throws Exception {
        return run(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + implicitTls, "-quiet", "-no_ign_eof"))
                .text()
                .lines()
                .filter(line -> line.startsWith("depth=0"))
                .findFirst()
                .orElse("");
    }

    @Test
    void proxyNamesTheClient() throws Exception {
        Said first = swaks(
                proxied,
                "proxied 1",
                "--proxy-version",
                "1",
                "--proxy-family",
                "TCP4",
                "--proxy-source",
                "192.0.2.41",
                "--proxy-source-port",
                "4711",
                "--proxy-dest",
                "192.0.2.25",
                "--proxy-dest-port",
                "25");
        assertThat(first.exit()).as(first.text()).isZero();
        Said second = swaks(
                proxied,
                "proxied 2",
                "--proxy-version",
                "2",
                "--proxy-command",
                "PROXY",
                "--proxy-family",
                "AF_INET",
                "--proxy-protocol",
                "STREAM",
                "--proxy-source",
                "192.0.2.42",
                "--proxy-source-port",
                "4711",
                "--proxy-dest",
                "192.0.2.25",
                "--proxy-dest-port",
                "25");
        assertThat(second.exit()).as(second.text()).isZero();
        arrives("proxied 1");
        arrives("proxied 2");
        assertThat(received("proxied 1")).contains("([192.0.2.41])");
        assertThat(received("proxied 2")).contains("([192.0.2.42])");
        assertThat(swaks(proxied, "no header").exit()).isNotZero();
    }

    @Test
    void xclientNamesTheClient() throws Exception {
        Said said = swaks(xclient, "xclient", "--xclient-addr", "192.0.2.43", "--xclient-name", "mail.example.org");
        assertThat(said.exit()).as(said.text()).isZero();
        arrives("xclient");
        assertThat(received("xclient")).contains("([192.0.2.43])");
        assertThat(swaks(server.port("smtp"), "xclient denied", "--xclient-addr", "192.0.2.43")
                        .exit())
                .isNotZero();
    }

    @Test
    void smtpSourceSendsManyInParallel() throws Exception {
        for (List<String> way : List.of(List.<String>of(), List.of("-d"))) {
            List<String> command = new ArrayList<>(List.of("smtp-source"));
            command.addAll(way);
            command.addAll(List.of("-s", "10", "-m", "200", "-l", "4096", "-S", "source" + String.join("", way)));
            command.addAll(List.of("-f", "sender@example.org", "-t", ALICE, "127.0.0.1:" + server.port("smtp")));
            Said said = run(command);
            assertThat(said.exit()).as(said.text()).isZero();
        }
        Await.until(
                "all arrive",
                LIMIT,
                () -> destination.received("Subject").stream()
                                .filter(subject -> subject.startsWith("source"))
                                .count()
                        == 400);
    }

    @Test
    void loopIsRefused() throws Exception {
        String hop = "Received: from a.example by b.example with ESMTP id 1; Sun, 22 Nov 2026 09:00:00 +0000\r\n";
        String own = hop.replace("b.example", "mx.service.ecluse.test");
        assertThat(offer("a@example.org", "99 hops", hop.repeat(99))).startsWith("250 ");
        assertThat(offer("a@example.org", "100 hops", hop.repeat(100))).startsWith("554 5.4.6 ");
        assertThat(offer("a@example.org", "own twice", own.repeat(2))).startsWith("250 ");
        assertThat(offer("a@example.org", "own three times", own.repeat(3))).startsWith("554 5.4.6 ");
    }

    @Test
    void bounceHasNoSenderAndIsTaken() throws Exception {
        // That it is delivered is shown by DeliveryContract: the destination here refuses RCPT after MAIL FROM:<>.
        assertThat(offer("", "a bounce", "Auto-Submitted: auto-replied\r\n")).startsWith("250 ");
    }

    @Test
    void oddHeadersAreAnsweredAndNothingIsThrown() throws Exception {
        long before = errors();
        assertThat(offer("a@example.org", "raw octets \u00e9\u00e8", "")).matches("(250|550) .*");
        assertThat(offer("a@example.org", "no field", "Bad header\r\n")).matches("(250|550) .*");
        assertThat(offer("a@example.org", "large", "X-Filler: x\r\n".repeat(40_000)))
                .matches("(250|550) .*");
        assertThat(offer("a@example.org", "too large", "X-Filler: x\r\n".repeat(90_000)))
                .startsWith("552 5.3.4 ");
        assertThat(offer("a@example.org", "nul", "X-Nul: a\0b\r\n")).startsWith("554 5.6.0 ");
        assertThat(errors()).isEqualTo(before);
    }

    private static long errors() throws IOException {
        try (var lines = Files.lines(server.log())) {
            return lines.filter(line -> line.contains(" ERROR ")).count();
        }
    }

    private static String offer(String from, String subject, String fields) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
            String mail = fields + "From: Sender <sender@example.org>\r\nTo: " + ALICE + "\r\nSubject: " + subject
                    + "\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + System.nanoTime()
                    + "@example.org>\r\n\r\nThe minutes are ready.\r\n";
            return client.send(from, ALICE, mail.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** In one move, so that no half-written file is ever read. */
    private static void makeKeys(String host) throws Exception {
        Path made = directory.resolve("made.p12");
        Said said = run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "smtp",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + host,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                made.toString()));
        assertThat(said.exit()).as(said.text()).isZero();
        Files.move(made, keystore, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Said swaks(int port, String subject, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("swaks", "--server", "127.0.0.1", "--port"));
        command.add(Integer.toString(port));
        command.addAll(List.of("--from", "sender@example.org", "--to", ALICE, "--helo", "client.example.org"));
        command.addAll(List.of("--timeout", "30", "--header", "Subject: " + subject));
        command.addAll(List.of(options));
        return run(command);
    }

    private static Said run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command.get(0) + " did not end");
        }
        return new Said(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }

    private static void arrives(String subject) throws Exception {
        Await.until(
                subject + " arrives",
                LIMIT,
                () -> destination.received("Subject").contains(subject));
    }

    /** Our trace field of the mail with this subject. */
    private static String received(String subject) throws Exception {
        int index = destination.received("Subject").indexOf(subject);
        return destination.receivedAll("Received").get(index);
    }
}
