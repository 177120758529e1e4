package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that may speak for others. */
class XclientTest {

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void create() {
        server = new RunningServer(directory);
        server.xclients = "127.0.0.0/8";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isAnnouncedToThoseWhoMaySayIt() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            client.expect("220 ");
            assertThat(client.send("EHLO c.example\r\n").reply().lines())
                    .last()
                    .isEqualTo("250 XCLIENT NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT");
        }
    }

    @Test
    void isNeitherAnnouncedToOthersNorAllowed() throws IOException {
        server.xclients = "192.0.2.0/24";
        server.start();
        try (WireClient client = server.connect()) {
            client.expect("220 ");
            assertThat(client.send("EHLO c.example\r\n").reply()).doesNotContain("XCLIENT");
            client.send("XCLIENT ADDR=192.0.2.7\r\n").expect("550 5.7.0 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
        }
        assertThat(server.listener.sessions).hasSize(1);
    }

    @Test
    void sessionBeginsAnewForTheClientThatIsNamed() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("XCLIENT ADDR=192.0.2.7 NAME=mail.b.example PORT=4711 LOGIN=alice+2Bx DESTADDR=198.51.100.2"
                            + " DESTPORT=25\r\n")
                    .expect("220 mx.ecluse.example ESMTP ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("503 5.5.1 ");
            client.send("EHLO mail.b.example\r\n").expect("250");
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            client.send("Subject: x\r\n\r\nx\r\n.\r\n").expect("250");
            client.send("QUIT\r\n").expect("221 ");
        }
        assertThat(server.listener.calls)
                .containsExactly(
                        "connected",
                        "ended",
                        "connected",
                        "sender a@b.example",
                        "recipient c@d.example",
                        "message",
                        "ended",
                        "released");
        SmtpSession named = server.listener.sessions.get(1);
        assertThat(named.client().getAddress().getHostAddress()).isEqualTo("192.0.2.7");
        assertThat(named.client().getPort()).isEqualTo(4711);
        assertThat(named.local().getAddress().getHostAddress()).isEqualTo("198.51.100.2");
        assertThat(named.clientName()).contains("mail.b.example");
        assertThat(named.login()).contains("alice+x");
        assertThat(named.helo()).isEqualTo("mail.b.example");
        assertThat(named.id()).isNotEqualTo(server.listener.sessions.get(0).id());
        assertThat(named.protocolFaults()).isEmpty();
    }

    @Test
    void greetingMayBeNamedToo() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("XCLIENT ADDR=IPV6:2001:db8::7 HELO=old.b.example PROTO=SMTP\r\n")
                    .expect("220 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
            assertThat(server.listener.sessions.get(1).helo()).isEqualTo("old.b.example");
            assertThat(server.listener.sessions.get(1).esmtp()).isFalse();
            client.send("RSET\r\n").expect("250 ");
            client.send("XCLIENT HELO=new.b.example PROTO=ESMTP\r\n").expect("220 ");
            SmtpSession third = server.listener.sessions.get(2);
            assertThat(third.client().getAddress().getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:7");
            assertThat(third.helo()).isEqualTo("new.b.example");
            assertThat(third.esmtp()).isTrue();
            client.send("EHLO said.b.example\r\n").expect("250");
            assertThat(third.helo()).isEqualTo("said.b.example");
        }
    }

    /** Never the peer's own address, which may be trusted with more than a client of which nothing is known. */
    @ParameterizedTest
    @ValueSource(strings = {"[UNAVAILABLE]", "[TEMPUNAVAIL]", "[unavailable]"})
    void unknownAddressIsNobodys(String value) throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("XCLIENT NAME=" + value + " ADDR=" + value + " PORT=" + value + "\r\n")
                    .expect("220 ");
        }
        assertThat(server.listener.sessions.get(1).client().getAddress().getHostAddress())
                .isEqualTo("0.0.0.0");
        assertThat(server.listener.sessions.get(1).clientName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XCLIENT",
                "XCLIENT ADDR",
                "XCLIENT ADDR=",
                "XCLIENT FOO=1",
                "XCLIENT ADDR=192.0.2.256",
                "XCLIENT ADDR=mail.b.example",
                "XCLIENT ADDR=IPV6:192.0.2.1",
                "XCLIENT ADDR=192.0.2.1 ADDR=192.0.2.2",
                "XCLIENT PORT=65536",
                "XCLIENT PORT=x",
                "XCLIENT PROTO=UUCP",
                "XCLIENT HELO=a+0D+0Ab",
                "XCLIENT NAME=a+20b",
                "XCLIENT NAME=a+zz",
                "XCLIENT NAME=a+2",
                "XCLIENT LOGIN=a+FF",
            })
    void malformedAttributeChangesNothing(String command) throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send(command + "\r\n").expect("501 5.5.4 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
        }
        assertThat(server.listener.sessions).hasSize(1);
    }

    @Test
    void notInATransaction() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
            client.send("XCLIENT ADDR=192.0.2.7\r\n").expect("503 5.5.1 ");
            client.send("RCPT TO:<c@d.example>\r\n").expect("250 ");
        }
    }

    @Test
    void listenerMayRefuseTheNewClient() throws IOException {
        server.listener.onConnected = session -> session.client().getAddress().isLoopbackAddress()
                ? SmtpAnswer.ok()
                : new SmtpAnswer(554, "5.7.1", "Not from there", false);
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("XCLIENT ADDR=192.0.2.7\r\n")
                    .expect("554 5.7.1 Not from there")
                    .expectClosed();
        }
        assertThat(server.listener.calls).containsExactly("connected", "ended", "connected", "ended", "released");
    }

    /** A client that was announced by PROXY is no peer that may say XCLIENT, whatever the proxy is. */
    @Test
    void clientBehindAProxyIsAStranger() throws IOException {
        server.proxies = "127.0.0.0/8";
        server.start();
        try (WireClient client = server.connect()) {
            client.send("PROXY TCP4 192.0.2.1 198.51.100.2 56324 25\r\n").expect("220 ");
            client.send("EHLO c.example\r\n").expect("250");
            client.send("XCLIENT ADDR=127.0.0.1\r\n").expect("550 5.7.0 ");
        }
    }

    @Test
    void busyLimitsCountTheNamedClient() throws IOException {
        server.maxSessions = 10;
        server.busyMaxPerAddress = 9;
        server.start();
        List<WireClient> clients = new ArrayList<>();
        for (int i = 0; i < 9; i++) clients.add(server.greeted());
        for (int i = 0; i < 8; i++)
            clients.get(i).send("XCLIENT ADDR=192.0.2.7\r\n").expect("220 ");
        server.greeted().close(); // the peers' own address is free again
        for (WireClient client : clients) client.close();
        Awaited.until("no session is left", () -> server.server().openSessions() == 0);
    }
}
