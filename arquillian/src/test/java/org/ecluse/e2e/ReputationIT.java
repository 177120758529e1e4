package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that are listed, and clients that send too much, at a running server: addresses of loopback that are not trusted. */
@Covers({"R1.8", "R1.9", "B11"})
class ReputationIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String ALICE = "alice@demo.ecluse.test";
    private static final int UNKNOWN = 12;
    private static final int RECIPIENTS_AN_HOUR = 40;
    private static final Pattern PAGE = Pattern.compile("https://localhost:8443/b/([A-Za-z0-9_-]{22})");

    private static DnsServer dns;
    private static ServerProcess server;
    private static Destination destination;
    private static ApiCalls api;

    @BeforeAll
    static void start() throws Exception {
        dns = new DnsServer(new FakeDns().exists("sender.test"));
        server = new ServerProcess("reputation", "standalone.xml")
                .set("ecluse.smtp.trusted-networks", "127.0.0.1/32")
                .set("ecluse.dns.servers", dns.address())
                .set("ecluse.reputation.list-at", "40")
                // Points fade between the first and the last of them, so never all of them are left.
                .set("ecluse.reputation.refuse-at", Integer.toString(5 * UNKNOWN - 1))
                .set("ecluse.rates.address-recipients-per-hour", Integer.toString(RECIPIENTS_AN_HOUR))
                .set("ecluse.rates.address-connections", "3")
                .start();
        destination = new Destination(server.port("destination"));
        api = new ApiCalls(server);
        String customer = api.get("/customers")
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonNumber("id")
                .toString();
        api.put("/customers/" + customer + "/policy", "{\"grey\":{\"mode\":\"OFF\"}}");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            destination.close();
            server.close();
            dns.close();
        }
    }

    @Test
    void whoAsksForManyUnknownRecipientsIsListedReadsWhyAndIsLetInAgain() throws Exception {
        String client = "127.0.0.77";
        try (SmtpClient smtp = SmtpClient.greetedFrom(client, server.port("smtp"))) {
            assertThat(smtp.say("MAIL FROM:<info@sender.test>")).startsWith("250 ");
            for (int i = 0; i < UNKNOWN; i++) {
                assertThat(smtp.say("RCPT TO:<nobody" + i + "@demo.ecluse.test>"))
                        .startsWith("550 5.1.1 ");
            }
        }
        Await.until("it is refused", LIMIT, () -> state(client).equals("REFUSED"));
        String refusal = offer(client, ALICE);
        assertThat(refusal).startsWith("451 4.7.1 Mail from 127.0.0.77 is refused for now");
        assertThat(offer(client, "postmaster@demo.ecluse.test")).startsWith("250 2.0.0 ");
        assertThat(offer("127.0.0.78", ALICE)).startsWith("250 2.0.0 "); // a neighbour

        Matcher page = PAGE.matcher(refusal);
        assertThat(page.find()).isTrue();
        postmasterReads(page.group(1), client);

        String listing = "/reputation/" + page.group(1);
        assertThat(api.get(listing).getJsonObject("seen").getInt("UNKNOWN_RECIPIENT"))
                .isEqualTo(UNKNOWN);
        assertThat(api.post(listing + "/remove", "").getString("state")).isEqualTo("REMOVED");
        assertThat(offer(client, ALICE)).startsWith("250 2.0.0 ");
        assertThat(api.post(listing + "/put-back", "").getString("state")).isEqualTo("REFUSED");
        assertThat(offer(client, ALICE)).isEqualTo(refusal);
        assertThat(get("/metrics", "en").body()).contains("ecluse_reputation_refused 1.0");
    }

    @Test
    void aUsedUpRateIsRefusedForAWhileAndSaysSo() throws Exception {
        String client = "127.0.21.1";
        try (SmtpClient smtp = SmtpClient.greetedFrom(client, server.port("smtp"))) {
            smtp.say("MAIL FROM:<info@sender.test>");
            for (int i = 0; i < RECIPIENTS_AN_HOUR; i++) {
                assertThat(smtp.say("RCPT TO:<" + ALICE + ">")).startsWith("250 ");
            }
            assertThat(smtp.say("RCPT TO:<" + ALICE + ">"))
                    .matches("451 4\\.7\\.1 40 of 40 recipients per hour from 127\\.0\\.21\\.1"
                            + " - free again in (\\d+ (s|min)|1 h)");
            // What was accepted goes its way.
            assertThat(smtp.content(
                            "Subject: x\r\nFrom: info@sender.test\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8)))
                    .startsWith("250 2.0.0 ");
        }
        assertThat(offer("127.0.21.2", ALICE)).startsWith("250 2.0.0 ");
        JsonObject near = api.get("/rates").getJsonArray("items").getJsonObject(0);
        assertThat(near.getString("client")).isEqualTo(client);
        assertThat(near.getInt("used")).isEqualTo(RECIPIENTS_AN_HOUR);
        assertThat(get("/metrics", "en").body()).contains("ecluse_rates_near 1.0");
    }

    @Test
    void connectionsAtOnceAreBounded() throws Exception {
        String client = "127.0.22.1";
        List<SmtpClient> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(SmtpClient.greetedFrom(client, server.port("smtp")));
        }
        assertThat(greeting(client))
                .isEqualTo("421 4.7.1 3 of 3 connections at once from 127.0.22.1 - free again when one of them ends");
        open.remove(0).close();
        Await.until("there is room", LIMIT, () -> greeting(client).startsWith("220 "));
        for (SmtpClient each : open) {
            each.close();
        }
    }

    private static void postmasterReads(String id, String client) throws Exception {
        HttpResponse<String> english = get("/b/" + id, "en");
        assertThat(english.statusCode()).isEqualTo(200);
        assertThat(english.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(english.body())
                .contains(UNKNOWN + " messages were addressed to recipients that do not exist")
                .contains("postmaster@service.ecluse.test")
                .doesNotContain(client)
                .doesNotContain("demo.ecluse.test");
        assertThat(get("/b/" + id + "?lang=fr", "en").body()).contains("destinataires");
        assertThat(get("/b/nothing", "en").statusCode()).isEqualTo(200);
    }

    private static String state(String client) throws Exception {
        List<JsonObject> found =
                api.get("/reputation?search=" + client).getJsonArray("items").getValuesAs(JsonObject.class);
        return found.isEmpty() ? "" : found.get(0).getString("state");
    }

    private static String greeting(String address) throws IOException {
        try (SmtpClient client = new SmtpClient(address, server.port("smtp"))) {
            return client.reply();
        } catch (EOFException e) {
            return "closed";
        }
    }

    private static String offer(String address, String to) throws IOException {
        try (SmtpClient client = SmtpClient.greetedFrom(address, server.port("smtp"))) {
            return client.send(
                    "info@sender.test",
                    to,
                    ("From: info@sender.test\r\nTo: " + to
                                    + "\r\nSubject: hello\r\nDate: Thu, 26 Nov 2026 09:00:00 +0000"
                                    + "\r\nMessage-ID: <" + System.nanoTime() + "@x.test>\r\n\r\nHello\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("http") + path))
                .header("Accept-Language", language)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
