package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No benchmark (that is in bench/), but a guard: with Nagle's algorithm one connection made 22 mails a second. The
 * bounds hold on a busy machine; the figure is printed.
 */
class ThroughputTest {

    private static final byte[] BODY =
            ("Subject: x\r\n\r\n" + ("x".repeat(62) + "\r\n").repeat(31) + ".\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENVELOPE =
            "MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RunningServer(directory);
        server.listener.onMessage = body -> new SmtpAnswer(452, "4.3.1", "counted", false);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneConnection() throws Exception {
        assertThat(mailsPerSecond(1, 2000)).isGreaterThan(60);
    }

    @Test
    void twentyConnections() throws Exception {
        assertThat(mailsPerSecond(20, 500)).isGreaterThan(60);
    }

    private long mailsPerSecond(int connections, int mailsEach) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            long started = System.nanoTime();
            List<Future<Object>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(clients.submit(() -> {
                    send(mailsEach);
                    return null;
                }));
            }
            for (Future<Object> each : all) each.get();
            long rate = 1_000_000_000L * connections * mailsEach / (System.nanoTime() - started);
            System.out.println(connections + " connections: " + rate + " mails of 2 KB a second");
            return rate;
        } finally {
            clients.shutdownNow();
        }
    }

    private void send(int mails) throws IOException {
        try (WireClient client = server.greeted()) {
            for (int i = 0; i < mails; i++) {
                client.send(ENVELOPE).expect("250").expect("250").expect("354");
                client.send(BODY).expect("452");
            }
        }
    }
}
