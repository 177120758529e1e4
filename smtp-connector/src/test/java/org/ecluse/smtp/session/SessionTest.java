package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

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

    @Test // R1.3
    void bannerNamesHostAndProduct() throws IOException {
        server.start();
        try (WireClient client = server.connect()) {
            assertThat(client.reply()).isEqualTo("220 mx.ecluse.example ESMTP Ecluse test");
        }
    }

    @Test
    void mailGoesThrough() throws IOException {
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example> SIZE=100 BODY=8BITMIME\r\n").expect("250 2.1.0 ");
            client.send("RCPT TO:<c@d.example>\r\n").expect("250 2.1.5 ");
            client.send("DATA\r\n").expect("354 ");
            client.send("Subject: x\r\n\r\n..dot\r\n.\r\n").expect("250 2.0.0 ");
            client.send("QUIT\r\n").expect("221 2.0.0 ").expectClosed();
        }
        assertThat(server.listener.stored).hasSize(1);
        RecordingListener.Stored stored = server.listener.stored.get(0);
        assertThat(new String(stored.body(), StandardCharsets.US_ASCII)).isEqualTo("Subject: x\r\n\r\n.dot\r\n");
        assertThat(stored.sender().address()).isEqualTo("a@b.example");
        assertThat(stored.sender().declaredSizeBytes()).hasValue(100);
        assertThat(stored.sender().eightBitMime()).isTrue();
        assertThat(server.listener.calls)
                .containsExactly(
                        "connected", "sender a@b.example", "recipient c@d.example", "message", "ended", "released");
    }

    @Test
    void refusalAtConnectionReplacesTheBannerAndCloses() throws IOException {
        server.listener.onConnected = session -> new SmtpAnswer(554, "5.7.1", "Not from there", false);
        server.start();
        try (WireClient client = server.connect()) {
            client.expect("554 5.7.1 Not from there").expectClosed();
        }
    }
}
