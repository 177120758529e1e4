package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole server with two real clamd as its engines: found, dead, hanging, alive again. Both must answer (B8). */
@Covers({"R2.5", "B8", "B16"})
class ClamdIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration TOTAL_TIME = Duration.ofSeconds(8);
    private static final String ENGINE =
            "ClamAV [0-9.]+" + Pattern.quote(ClamdPeer.SIGNATURES) + ", [0-9]+ (min|h|d) old";

    private static ClamdPeer first;
    private static ClamdPeer second;
    private static ServerProcess server;
    private static ApiCalls api;
    private static Destination destination;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        first = new ClamdPeer();
        second = new ClamdPeer();
        server = new ServerProcess("clamd", "standalone.xml")
                .set("ecluse.scan.clamd", first.tcp() + "," + second.unix())
                .set("ecluse.scan.total-time", TOTAL_TIME.toSeconds() + "s")
                .start();
        api = new ApiCalls(server);
        destination = new Destination(server.port("destination"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (destination != null) {
            destination.close();
        }
        if (server != null) {
            server.close();
        }
        if (second != null) {
            second.close();
        }
        if (first != null) {
            first.close();
        }
    }

    /** A test may fail while an engine is down; the next one begins with both. */
    @AfterEach
    void bothAnswer() throws Exception {
        first.revive();
        second.revive();
        Await.until("both engines answer", LIMIT, () -> health().statusCode() == 200);
    }

    @Test
    void virusIsDestroyedAndRecordedWithEngineAndSignatures() throws Exception {
        String id = send("virus", ClamdPeer.VIRUS).id();
        assertThat(api.get("/tombstones?recipient=alice@demo.ecluse.test&limit=100")
                        .toString())
                .contains("\"" + id + ".1\"")
                .contains("\"reason\":\"VIRUS_FOUND ")
                .containsPattern("\"found\":\"" + Pattern.quote(ClamdPeer.VIRUS_NAME) + " \\(" + ENGINE);
        MimeMessage clean = delivered(send("after the virus", "The minutes are ready."));
        assertThat(antivirus(clean)).matches(ENGINE + ": clean; " + ENGINE + ": clean");
        assertThat(destination.received("Subject")).noneMatch(subject -> subject.startsWith("virus"));
    }

    @Test
    void everyTestFileOfClamavIsCaughtHoweverItIsPacked() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(ClamdPeer.TEST_FILES)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(30);
        List<String> ids = new ArrayList<>();
        for (Path file : files) {
            ids.add(sendAttached(file).id());
        }
        JsonArray tombstones = api.get("/tombstones?recipient=alice@demo.ecluse.test&limit=200")
                .getJsonArray("items");
        for (int i = 0; i < ids.size(); i++) {
            String copy = "\"" + ids.get(i) + ".1\"";
            assertThat(tombstones)
                    .as(files.get(i).toString())
                    .anySatisfy(tombstone -> assertThat(tombstone.toString()).contains(copy, "Ecluse.Test.ClamFile"));
        }
    }

    @Test
    void oneDeadEngineOfTwoMeans451UntilItIsBack() throws Exception {
        second.stop();
        assertThat(send("dead", "The minutes are ready.").reply()).startsWith("451 4.7.1 ");
        // What the other one finds is a virus all the same.
        assertThat(send("virus while one is dead", ClamdPeer.VIRUS).reply()).startsWith("250 2.0.0 ");
        HttpResponse<String> health = health();
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body())
                .contains("\"clamd at " + second.unix() + "\":\"does not answer\"")
                .containsPattern(Pattern.quote("\"clamd at " + first.tcp() + "\":\"") + "(old: )?" + ENGINE);
        second.start();
        delivered(send("back", "The minutes are ready."));
    }

    @Test
    void engineThatHangsMeans451WithinTheBoundAndRecovers() throws Exception {
        first.hang();
        long start = System.nanoTime();
        assertThat(send("hangs", "The minutes are ready.").reply()).startsWith("451 4.7.1 ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TOTAL_TIME.multipliedBy(2));
        first.goOn();
        delivered(send("goes on", "The minutes are ready."));
    }

    @Test
    void policyThatNotesLetsMailGoOnAndTheHeaderSaysUnchecked() throws Exception {
        String policy = policyOfTheDemonstration();
        String before = api.get(policy).getJsonObject("policy").toString();
        api.put(policy, before.replace("\"antivirus\":\"DEFER\"", "\"antivirus\":\"NOTE\""));
        second.stop();
        try {
            Sent noted = send("noted", "The minutes are ready.");
            assertThat(antivirus(delivered(noted))).matches("unchecked: virus did not answer; " + ENGINE + ": clean");
            assertThat(api.get("/messages/" + noted.id() + "/copies/1").toString())
                    .contains("\"SCANNER_UNAVAILABLE\"")
                    .contains("clamd at " + second.unix());
        } finally {
            api.put(policy, before);
        }
        assertThat(send("under the old policy", "The minutes are ready.").reply())
                .startsWith("451 4.7.1 ");
    }

    private static String antivirus(MimeMessage mail) throws MessagingException {
        return mail.getHeader("X-Ecluse-Antivirus", "\n").replaceAll("\\s+", " ");
    }

    private record Sent(String subject, String reply) {
        String id() {
            assertThat(reply).startsWith("250 2.0.0 ");
            return reply.substring(reply.lastIndexOf(' ') + 1);
        }
    }

    private static Sent sendAttached(Path file) throws IOException {
        String name = file.getFileName().toString();
        return send(
                name,
                "MIME-Version: 1.0\r\nContent-Type: application/octet-stream; name=\"" + name
                        + "\"\r\nContent-Transfer-Encoding: base64\r\n",
                Base64.getMimeEncoder().encodeToString(Files.readAllBytes(file)));
    }

    private static Sent send(String what, String text) throws IOException {
        return send(what, "", text);
    }

    private static Sent send(String what, String fields, String text) throws IOException {
        String subject = what + " " + ++number;
        String mail =
                "From: sender@example.org\r\nTo: alice@demo.ecluse.test\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\n"
                        + "Message-ID: <" + number + ".clamd@example.org>\r\nSubject: " + subject + "\r\n" + fields
                        + "\r\n" + text
                        + "\r\n";
        try (SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
            return new Sent(
                    subject,
                    client.send(
                            "sender@example.org", "alice@demo.ecluse.test", mail.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static MimeMessage delivered(Sent sent) throws Exception {
        assertThat(sent.reply()).startsWith("250 2.0.0 ");
        Await.until(
                sent.subject() + " is delivered",
                LIMIT,
                () -> find(sent.subject()).isPresent());
        return find(sent.subject()).orElseThrow();
    }

    private static Optional<MimeMessage> find(String subject) throws MessagingException {
        for (MimeMessage mail : destination.messages()) {
            if (subject.equals(mail.getSubject())) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    private static HttpResponse<String> health() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("http") + "/health"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String policyOfTheDemonstration() throws IOException, InterruptedException {
        JsonObject customer = api.get("/customers").getJsonArray("items").getJsonObject(0);
        return "/customers/" + customer.getJsonNumber("id") + "/policy";
    }
}
