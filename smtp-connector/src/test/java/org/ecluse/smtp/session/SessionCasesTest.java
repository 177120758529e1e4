package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpRecipient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public session cases: each must be named here with what this server replies. */
class SessionCasesTest {

    /** What is said before the case, and the replies to each of its steps. */
    private record Expected(List<String> before, List<String> replies) {}

    private static final Map<String, List<String>> BEFORE = Map.of(
            "-", List.of(),
            "hello", List.of("EHLO c.example\r\n"),
            "sender", List.of("EHLO c.example\r\n", "MAIL FROM:<a@b.example>\r\n"));
    private static final SuiteCount COUNT = new SuiteCount("session cases");

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

    private static Map<String, Expected> expected() throws IOException {
        Map<String, Expected> expected = new TreeMap<>();
        for (String[] row : SuiteCount.table("session-cases.tsv", 4)) {
            expected.put(row[0], new Expected(BEFORE.get(row[1]), List.of(row[2].split(" / "))));
        }
        return expected;
    }

    static Stream<JsonObject> cases() throws IOException {
        Path file = Suites.folder("smtp").resolve("session-cases.json");
        return ((JsonArray) Suites.json(file)).getValuesAs(JsonObject.class).stream();
    }

    @BeforeEach
    void create() {
        server = new RunningServer(directory);
        server.tls = Optional.of(keystore);
        server.listener.onRecipient = SessionCasesTest::judge;
    }

    /** What the listener behind decides: routes in a local part are no relay, unknown mailboxes are refused. */
    private static SmtpAnswer judge(SmtpRecipient recipient) {
        String address = recipient.address();
        boolean route = !address.startsWith("\"") && (address.contains("%") || address.contains("!"));
        boolean unknown = address.startsWith("nobody@");
        return route || unknown ? new SmtpAnswer(550, "5.1.1", "No such mailbox here", false) : SmtpAnswer.ok();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void repliesAreAsExpected(JsonObject wanted) throws IOException {
        String id = wanted.getString("id");
        Expected expected = expected().get(id);
        assertThat(expected).as("a line for " + id + " in session-cases.tsv").isNotNull();
        if (wanted.containsKey("wait_s")) server.idleTimeout = Duration.ofMillis(300);
        if (wanted.containsKey("send_slow")) server.sessionDeadline = Duration.ofMillis(300);
        server.start();
        try (WireClient client = server.connect()) {
            if (!id.equals("early-talker")) client.expect("220");
            for (String line : expected.before()) client.send(line).expect("250");
            if (wanted.containsKey("send_slow")) {
                drip(client, wanted.getJsonArray("send_slow").getString(0));
                assertThat(codes(client, 2)).isEqualTo(expected.replies().get(0));
                COUNT.passed();
                return;
            }
            List<byte[]> steps = steps(wanted);
            for (int i = 0; i < expected.replies().size(); i++) {
                sendAsFarAsPossible(client, steps.get(i));
                if (id.equals("early-talker")) client.expect("220");
                String replies = expected.replies().get(i);
                assertThat(codes(client, replies.split(" ").length)).as(id).isEqualTo(replies);
            }
        }
        checkListener(id);
        COUNT.passed();
    }

    @AfterAll
    static void printCount() throws IOException {
        COUNT.printAndRequire((int) cases().count());
    }

    private void checkListener(String id) {
        assertThat(server.listener.stored).isEmpty();
        switch (id) {
            case "source-route" -> assertThat(server.listener.calls).contains("recipient user@rcpt.example");
            case "quoted-relay" ->
                assertThat(server.listener.calls).contains("recipient \"user@other.example\"@rcpt.example");
            case "starttls-injection" -> assertThat(server.listener.calls).doesNotContain("sender a@b.example");
            default -> assertThat(server.listener.calls).contains("connected");
        }
    }

    @Test
    void everyExpectationHasItsCase() throws IOException {
        assertThat(cases().map(wanted -> wanted.getString("id")))
                .containsExactlyInAnyOrderElementsOf(expected().keySet());
    }

    private static List<byte[]> steps(JsonObject wanted) {
        if (wanted.containsKey("send_hex")) return List.of(HexFormat.of().parseHex(wanted.getString("send_hex")));
        if (wanted.containsKey("send_repeat")) {
            JsonArray repeat = wanted.getJsonArray("send_repeat");
            return List.of(octets(repeat.getString(0).repeat(repeat.getInt(1))));
        }
        String key = wanted.containsKey("send") ? "send" : "send_before_banner";
        List<byte[]> steps = new ArrayList<>();
        for (JsonString step : wanted.getJsonArray(key).getValuesAs(JsonString.class)) {
            steps.add(octets(step.getString()));
        }
        return steps;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One octet after the other, never a whole line, until the server has had enough. */
    private static void drip(WireClient client, String text) throws IOException {
        int next = 0;
        while (!client.hasInputWithin(20)) {
            client.send(text.substring(next, next + 1));
            next = (next + 1) % (text.length() - 2);
        }
    }

    /** The server may close before everything is sent. */
    private static void sendAsFarAsPossible(WireClient client, byte[] step) throws IOException {
        try {
            client.send(step);
        } catch (SocketException e) {
            assertThat(step.length).isGreaterThan(100_000);
        }
    }

    private static String codes(WireClient client, int count) throws IOException {
        List<String> codes = new ArrayList<>();
        while (codes.size() < count) {
            String reply = client.reply();
            codes.add(reply.equals("<closed>") ? "closed" : reply.substring(0, 3));
        }
        return String.join(" ", codes);
    }
}
