package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of made-up sessions on a wire without network. A failure names the seed that makes it again. */
class FuzzTest {

    private static final int SESSIONS = 5000;
    private static final long FIRST_SEED = 20_261_122L;
    private static final Pattern REPLY = Pattern.compile("[2-5][0-9]{2}[ -][ -~]*\r\n");
    private static final Pattern END_OF_BODY = Pattern.compile("(?=\r\n\\.\r\n)");
    private static final Pattern LEADING_DOTS = Pattern.compile("(?<=\n|^)\\.+");

    @TempDir
    Path directory;

    private RunningServer settings;

    @BeforeEach
    void create() {
        settings = new RunningServer(directory);
        settings.maxSizeBytes = 65_536;
        settings.memoryBytes = 512; // so that files are used too
        settings.listener.onRecipient = recipient -> recipient.address().startsWith("refused")
                ? new SmtpAnswer(550, "5.1.1", "No such mailbox", false)
                : SmtpAnswer.ok();
    }

    @AfterEach
    void stop() {
        settings.close();
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void nothingBreaksTheSession() throws IOException {
        int stored = 0;
        int replies = 0;
        try (LogRecords log = new LogRecords()) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + SESSIONS; seed++) {
                settings.xclients = seed % 2 == 0 ? "127.0.0.1" : "";
                Server server = new Server(settings.settings());
                replies += play(server, seed);
                stored += settings.listener.stored.size();
                assertThat(log.records()).as("log, seed " + seed).isEmpty();
                assertThat(server.guard().open()).as("sessions, seed " + seed).isZero();
                assertThat(server.spool().budget().usedBytes())
                        .as("memory, seed " + seed)
                        .isZero();
            }
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.filter(file -> file.toString().endsWith(".body"))).isEmpty();
        }
        // A fuzz that never gets anywhere shows nothing.
        assertThat(stored).isGreaterThan(SESSIONS / 4);
        assertThat(replies).isGreaterThan(SESSIONS * 4);
    }

    /** Returns the number of reply lines. */
    private int play(Server server, long seed) throws IOException {
        List<byte[]> sent = new FuzzedClient(seed).session();
        FakeSocket socket = new FakeSocket(sent);
        settings.listener.stored.clear();
        settings.listener.calls.clear();
        settings.listener.sessions.clear();
        Connection connection = new Connection(socket);
        SessionGuard.Place place = server.guard().enter().orElseThrow();
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 25);
        new Conversation(
                        server,
                        connection,
                        new SessionClock(connection, server.settings().limits()),
                        new ClientSession("fuzz-" + seed, loopback, loopback, "mx"),
                        settings.listener,
                        place)
                .run();
        place.leave();
        return check(text(sent), text(List.of(socket.heard())), seed);
    }

    private int check(String sent, String heard, long seed) {
        Matcher reply = REPLY.matcher(heard);
        int lines = 0;
        int at = 0;
        int bodies = 0;
        while (reply.find() && reply.start() == at) {
            assertThat(reply.group().length()).as("reply, seed " + seed).isLessThanOrEqualTo(512);
            if (reply.group().startsWith("354 ")) bodies++;
            if (isLast(reply.group())) {
                assertThat(reply.end())
                        .as("silence after the last reply, seed " + seed)
                        .isEqualTo(heard.length());
            }
            at = reply.end();
            lines++;
        }
        assertThat(at).as("well-formed replies, seed " + seed + "\n" + heard).isEqualTo(heard.length());
        long ends = END_OF_BODY.matcher("\r\n" + sent).results().count();
        List<RecordingListener.Stored> stored = settings.listener.stored;
        assertThat((long) stored.size()).as("messages, seed " + seed).isLessThanOrEqualTo(Math.min(bodies, ends));
        stored.forEach(each -> checkBody(sent, each.body(), seed));
        List<String> calls = settings.listener.calls;
        assertThat(calls.stream().filter("connected"::equals).count())
                .as("every beginning has its end, seed " + seed)
                .isEqualTo(calls.stream().filter("ended"::equals).count())
                .isPositive();
        return lines;
    }

    private static boolean isLast(String reply) {
        return reply.startsWith("421 ") || reply.startsWith("221 ") || reply.startsWith("554 5.5.0 ");
    }

    /** Nothing a next server could read otherwise, and nothing that the client did not send. */
    private static void checkBody(String sent, byte[] body, long seed) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        assertThat(text.replace("\r\n", "")).as("body, seed " + seed).doesNotContain("\r", "\n", "\0");
        assertThat(withoutDots(sent)).as("body, seed " + seed).contains(withoutDots(text));
        assertThat(body.length).isLessThanOrEqualTo(65_536);
    }

    private static String withoutDots(String text) {
        return LEADING_DOTS.matcher(text).replaceAll("");
    }

    private static String text(List<byte[]> packets) {
        return new String(packets.stream().reduce(new byte[0], FuzzedClient::join), StandardCharsets.ISO_8859_1);
    }
}
