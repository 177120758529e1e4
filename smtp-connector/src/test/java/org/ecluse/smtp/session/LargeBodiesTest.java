package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many large mails at once. A process with a heap of 32 MB takes twenty of 25 MB that all wait for their decision at
 * the same time, clients included; what a session holds in memory is independent of its body, so two hundred need no 1 GB.
 */
class LargeBodiesTest {

    private static final int SESSIONS = 20;
    private static final int BODY_BYTES = 25 * 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void bodiesDoNotFillTheHeap() throws Exception {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeBodiesTest.class.getName(),
                        directory.resolve("spool").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("ends in time")
                    .isTrue();
            assertThat(Files.readString(output)).contains("all accepted\n");
            try (Stream<Path> left = Files.list(directory.resolve("spool"))) {
                assertThat(left).isEmpty();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** The process with the small heap: server and clients. */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch waiting = new CountDownLatch(SESSIONS);
        ExecutorService clients = Executors.newFixedThreadPool(SESSIONS);
        try (RunningServer server = new RunningServer(Path.of(arguments[0]))) {
            server.maxSizeBytes = 2L * BODY_BYTES;
            server.memoryBudgetBytes = 8 * 1024 * 1024;
            server.listener.onMessage = body -> {
                waiting.countDown();
                await(waiting);
                if (body.sizeBytes() != BODY_BYTES) throw new IllegalStateException("size " + body.sizeBytes());
                return new SmtpAnswer(452, "4.3.1", "as agreed", false); // the recorder must not keep the bytes
            };
            server.start();
            List<Future<Object>> sent = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                sent.add(clients.submit(() -> {
                    sendLarge(server);
                    return null;
                }));
            }
            for (Future<Object> each : sent) each.get();
            System.out.println("all accepted");
        } finally {
            clients.shutdownNow();
        }
    }

    private static void sendLarge(RunningServer server) throws IOException {
        byte[] block = ("\r\n" + "x".repeat(1020) + "\r\n").repeat(16).getBytes(StandardCharsets.US_ASCII);
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            client.socket().setSoTimeout(90_000);
            OutputStream out = client.socket().getOutputStream();
            for (int sent = 0; sent < BODY_BYTES; sent += block.length) out.write(block);
            client.send(".\r\n").expect("452 4.3.1 as agreed");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(80, TimeUnit.SECONDS)) throw new IllegalStateException("not all bodies arrived");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
