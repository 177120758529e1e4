package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.ecluse.smtp.listener.SmtpSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @TempDir
    static Path keys;

    private static TlsKeystore keystore;

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeAll
    static void makeKeys() throws IOException {
        keystore = Keystores.selfSigned(keys.resolve("keys.p12"), "mx.ecluse.example");
    }

    @BeforeEach
    void create() {
        server = new RunningServer(directory);
        server.tls = Optional.of(keystore);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void madeKeystoreIsPrivate() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keystore.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void stateIsEmptyAfterTls() throws Exception {
        server.start();
        try (WireClient client = server.connect()) {
            client.expect("220");
            assertThat(client.send("EHLO c.example\r\n").reply()).contains("STARTTLS");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
            encrypt(client, "TLSv1.3");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("503 5.5.1 ");
            assertThat(client.send("EHLO c.example\r\n").reply()).doesNotContain("STARTTLS");
            client.send("STARTTLS\r\n").expect("503 5.5.1 ");
            client.send("RCPT TO:<a@b.example>\r\n").expect("503 5.5.1 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
            client.send("RCPT TO:<a@b.example>\r\n").expect("250 ");
            client.send("DATA\r\n").expect("354 ");
            client.send("x\r\n".repeat(50_000) + ".\r\n").expect("250 ");
            client.send("QUIT\r\n").expect("221 ").expectClosed();
        }
        SmtpSession session = server.listener.sessions.get(0);
        assertThat(session.tls()).isTrue();
        assertThat(session.tlsProtocol()).contains("TLSv1.3");
        assertThat(session.tlsCipher().orElseThrow()).startsWith("TLS_");
        assertThat(server.listener.stored.get(0).body()).hasSize(150_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void oldProtocolsAreRefused(String protocol) throws Exception {
        server.start();
        try (WireClient client = server.greeted()) {
            assertThatThrownBy(() -> encrypt(client, protocol)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void tls12IsSpoken() throws Exception {
        server.start();
        try (WireClient client = server.greeted()) {
            encrypt(client, "TLSv1.2");
            client.send("NOOP\r\n").expect("250 ");
        }
    }

    @Test // CVE-2011-0411
    void clearTextBehindStartTlsEndsTheSession() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("STARTTLS\r\nMAIL FROM:<evil@b.example>\r\n")
                    .expect("554 5.5.0 ")
                    .expectClosed();
        }
        assertThat(server.listener.calls).doesNotContain("sender evil@b.example");
    }

    @Test
    void failedHandshakeEndsQuietly() throws IOException {
        server.start();
        try (LogRecords log = new LogRecords()) {
            try (WireClient client = server.greeted()) {
                client.send("STARTTLS\r\n").expect("220 2.0.0 ");
                client.send("this is no handshake\r\n");
                assertThat(client.socket().getInputStream().readAllBytes().length)
                        .as("a TLS alert at most")
                        .isLessThan(20);
            }
            assertThat(log.records()).isEmpty();
        }
    }

    @Test
    void mailInClearIsRefusedWhereTlsIsRequired() throws Exception {
        server.requireTls = true;
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n").expect("530 5.7.0 ");
            client.send("NOOP\r\n").expect("250 ");
            encrypt(client, "TLSv1.3");
            client.send("EHLO c.example\r\n").expect("250");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
        }
    }

    @Test
    void implicitTlsBeginsWithTheConnection() throws Exception {
        server.implicitTls = true;
        server.start();
        try (WireClient client = server.connect()) {
            client.use(Keystores.encrypted(client.socket()));
            client.expect("220 ");
            assertThat(client.send("EHLO c.example\r\n").reply()).doesNotContain("STARTTLS");
            client.send("STARTTLS\r\n").expect("503 5.5.1 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
        }
        assertThat(server.listener.sessions.get(0).tls()).isTrue();
        assertThat(server.listener.sessions.get(0).protocolFaults()).isEmpty();
    }

    @Test
    void clearTextOnAnImplicitTlsPortEndsQuietly() throws IOException {
        server.implicitTls = true;
        server.start();
        try (LogRecords log = new LogRecords();
                WireClient client = server.connect()) {
            client.send("EHLO c.example\r\n");
            assertThat(client.socket().getInputStream().readAllBytes().length)
                    .as("a TLS alert at most")
                    .isLessThan(20);
            assertThat(log.records()).isEmpty();
        }
        assertThat(server.listener.calls).doesNotContain("connected");
    }

    /** A reply in clear would break the handshake that the client is in. */
    @Test
    void whoIsTurnedAwayFromAnImplicitTlsPortHearsNothingInClear() throws IOException {
        server.implicitTls = true;
        server.maxSessions = 1;
        server.busyMaxPerAddress = 0;
        server.start();
        try (WireClient client = server.connect()) {
            assertThat(client.socket().getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void withoutKeystoreThereIsNoStartTls() throws IOException {
        server.tls = Optional.empty();
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("STARTTLS\r\n").expect("502 5.5.1 ");
        }
    }

    @Test
    void silentClientHearsWhyOverTls() throws Exception {
        server.idleTimeout = Duration.ofSeconds(3);
        server.start();
        try (LogRecords log = new LogRecords();
                WireClient client = server.greeted()) {
            encrypt(client, "TLSv1.3");
            client.send("EHLO c.example\r\n").expect("250");
            client.expect("421 4.4.2 ").expectClosed();
            assertThat(log.records()).isEmpty();
        }
    }

    @Test
    void unusableKeystoreIsNamed() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.p12"), "nonsense");
        server.tls = Optional.of(new TlsKeystore(broken, "secret", "PKCS12", false));
        assertThatThrownBy(server::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tlsKeystore")
                .hasMessageContaining("broken.p12")
                .hasMessageNotContaining("secret");
    }

    private static void encrypt(WireClient client, String protocol) throws Exception {
        client.send("STARTTLS\r\n").expect("220 2.0.0 ");
        SSLSocket encrypted = (SSLSocket) Keystores.trustingClient()
                .getSocketFactory()
                .createSocket(
                        client.socket(), "mx.ecluse.example", client.socket().getPort(), true);
        encrypted.setEnabledProtocols(new String[] {protocol});
        try {
            encrypted.startHandshake();
        } catch (SSLException e) {
            encrypted.close();
            throw e;
        }
        client.use(encrypted);
    }
}
