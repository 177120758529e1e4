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

    private static final List<String> NOTHING = List.of();
    private static final List<String> HELLO = List.of("EHLO c.example\r\n");
    private static final List<String> SENDER = List.of("EHLO c.example\r\n", "MAIL FROM:<a@b.example>\r\n");

    private static final Map<String, Expected> EXPECTED = new TreeMap<>();

    static {
        expect("starttls-injection", NOTHING, "250", "554 closed");
        expect("auth-before-tls", NOTHING, "250", "503");
        expect("early-talker", NOTHING, "250");
        expect("pipelined-data-body", NOTHING, "250", "250 550 554 closed");
        expect("bdat-exact", NOTHING, "250", "250 250", "502 closed");
        expect("bdat-dot", HELLO, "502 closed");
        expect("bdat-then-data", HELLO, "502 closed");
        expect("bdat-bad-size", HELLO, "502 closed");
        expect("mail-nested", HELLO, "250", "503");
        expect("rcpt-before-mail", HELLO, "503");
        expect("data-no-rcpt", HELLO, "250", "554");
        expect("cmd-bare-lf", NOTHING, "500");
        // The suite's line has 512 octets with its CRLF, which RFC 5321 section 4.5.3.1.4 allows; 513 is in
        // SessionTest.
        expect("cmd-513", HELLO, "250");
        expect("cmd-unbounded", HELLO, "554 closed");
        expect("null-sender-esmtp", HELLO, "250");
        expect("size-too-big", HELLO, "552");
        expect("unknown-param", HELLO, "555");
        expect("source-route", SENDER, "250");
        expect("percent-hack", SENDER, "550");
        expect("bang-path", SENDER, "550");
        expect("quoted-relay", SENDER, "250");
        expect("postmaster", SENDER, "250");
        expect("smtputf8-missing", HELLO, "553");
        expect("smtputf8-ok", HELLO, "250");
        expect("vrfy", HELLO, "252");
        expect("expn", HELLO, "502");
        expect("helo-literal", NOTHING, "250", "250");
        expect("rset-keeps-helo", NOTHING, "250", "250", "250", "250");
        expect("idle-timeout", NOTHING, "250 421 closed");
        expect("drip-feed", NOTHING, "421 closed");
        expect("http-on-smtp", NOTHING, "554 closed");
        expect("tls-on-plain-port", NOTHING, "554 closed");
    }

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

    private static void expect(String id, List<String> before, String... replies) {
        EXPECTED.put(id, new Expected(before, List.of(replies)));
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
        assertThat(EXPECTED).containsKey(id);
        Expected expected = EXPECTED.get(id);
        if (wanted.containsKey("wait_s")) server.idleTimeout = Duration.ofMillis(300);
        if (wanted.containsKey("send_slow")) server.sessionDeadline = Duration.ofMillis(300);
        server.start();
        try (WireClient client = server.connect()) {
            if (!id.equals("early-talker")) client.expect("220");
            for (String line : expected.before()) client.send(line).expect("250");
            if (wanted.containsKey("send_slow")) {
                drip(client, wanted.getJsonArray("send_slow").getString(0));
                assertThat(codes(client, 2)).isEqualTo(expected.replies().get(0));
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
                .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
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
