package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.smtp.listener.SmtpSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that a configured proxy passes on. */
class ProxyProtocolTest {

    private static final String HEADER = "PROXY TCP4 192.0.2.1 198.51.100.2 56324 25\r\n";

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void create() {
        server = new RunningServer(directory);
        server.proxies = "127.0.0.0/8";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void clientIsTheOneAnnounced() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            assertThat(client.hasInputWithin(200))
                    .as("no banner before the header")
                    .isFalse();
            client.send(HEADER).expect("220 ");
            mail(client);
        }
        SmtpSession session = server.listener.sessions.get(0);
        assertThat(session.client().getAddress().getHostAddress()).isEqualTo("192.0.2.1");
        assertThat(session.client().getPort()).isEqualTo(56_324);
        assertThat(session.local().getAddress().getHostAddress()).isEqualTo("198.51.100.2");
        assertThat(session.local().getPort()).isEqualTo(25);
        assertThat(session.protocolFaults()).isEmpty();
        assertThat(server.listener.stored).hasSize(1);
    }

    @Test
    void binaryHeaderInPiecesIsRead() throws IOException {
        server.start();
        byte[] header = ProxyHeaderTest.v2(0x21, 0x11, ProxyHeaderTest.ipv4());
        try (WireClient client = server.connect()) {
            for (byte octet : header) client.send(new byte[] {octet});
            client.expect("220 ");
            mail(client);
        }
        assertThat(address(0)).isEqualTo("192.0.2.1");
    }

    /** What the client sent too early arrives behind the header in the same packet: noted, and not lost. */
    @Test
    void octetsBehindTheHeaderAreTheClients() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            client.send(HEADER + "EHLO c.example\r\n").expect("220 ").expect("250");
        }
        assertThat(server.listener.sessions.get(0).protocolFaults()).contains("EARLY_TALKER");
    }

    @Test
    void healthCheckOfTheProxyIsItsOwn() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            client.send(ProxyHeaderTest.v2(0x20, 0, new byte[0])).expect("220 ");
            client.send("QUIT\r\n").expect("221 ");
        }
        assertThat(address(0)).isEqualTo("127.0.0.1");
    }

    @Test
    void connectionWithoutHeaderIsClosedWithoutAWord() throws IOException {
        server.start();
        for (String start : List.of("EHLO c.example\r\n", "PROXY nonsense\r\n", "\r\n\r\n\0\r\nnonsense nonsense")) {
            try (WireClient client = server.connect()) {
                client.send(start).expectClosed();
            }
        }
        assertThat(server.listener.calls).isEmpty();
        awaitNobody();
    }

    @Test
    void headerMustComeInTime() throws IOException {
        server.commandTime = Duration.ofMillis(300);
        server.start();
        try (WireClient client = server.connect()) {
            client.send("PROXY ");
            while (!client.hasInputWithin(20)) client.send("1");
            client.expectClosed();
        }
        assertThat(server.listener.calls).isEmpty();
    }

    @Test
    void headerOfAStrangerIsNoHeader() throws IOException {
        server.proxies = "192.0.2.0/24";
        server.start();
        try (WireClient client = server.connect()) {
            client.send(HEADER).expect("220 ").expect("500 5.5.1 ");
        }
        assertThat(address(0)).isEqualTo("127.0.0.1");
    }

    @Test
    void busyLimitsCountTheAnnouncedClient() throws IOException {
        server.maxSessions = 10;
        server.busyMaxPerAddress = 2;
        server.start();
        List<WireClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            WireClient client = server.connect();
            client.send("PROXY TCP4 192.0.2." + (i % 4) + " 198.51.100.2 1 25\r\n")
                    .expect("220 ");
            clients.add(client);
        }
        try (WireClient third = server.connect();
                WireClient other = server.connect()) {
            third.send("PROXY TCP4 192.0.2.1 198.51.100.2 1 25\r\n")
                    .expect("421 4.7.0 ")
                    .expectClosed();
            other.send("PROXY TCP4 203.0.113.9 198.51.100.2 1 25\r\n").expect("220 ");
        }
        for (WireClient client : clients) client.close();
        awaitNobody();
    }

    @Test
    void tlsBeginsBehindTheHeader() throws Exception {
        server.tls = Optional.of(Keystores.selfSigned(directory.resolve("keys.p12"), "mx.ecluse.example"));
        server.implicitTls = true;
        server.start();
        try (WireClient client = server.connect()) {
            client.send(HEADER);
            client.use(Keystores.encrypted(client.socket()));
            client.expect("220 ");
            mail(client);
        }
        assertThat(address(0)).isEqualTo("192.0.2.1");
        assertThat(server.listener.sessions.get(0).tls()).isTrue();
    }

    private String address(int session) {
        return server.listener.sessions.get(session).client().getAddress().getHostAddress();
    }

    private void awaitNobody() {
        Awaited.until("no session is left", () -> server.server().openSessions() == 0);
    }

    private static void mail(WireClient client) throws IOException {
        client.send("EHLO c.example\r\n").expect("250");
        client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
        client.expect("250").expect("250").expect("354");
        client.send("Subject: x\r\n\r\nx\r\n.\r\n").expect("250");
        client.send("QUIT\r\n").expect("221");
    }
}
