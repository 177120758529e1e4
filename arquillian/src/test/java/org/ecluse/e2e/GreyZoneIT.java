package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Real senders in the grey zone of a running server: addresses of loopback that are not trusted, a name server of our own, and a
 * window of seconds.
 */
@Covers({"R1.4", "R1.6", "R1.7", "R1.14", "R1.15", "B3", "B7"})
class GreyZoneIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int EARLIEST_SECONDS = 12;
    private static final String ALICE = "alice@demo.ecluse.test";
    private static final Pattern PAGE = Pattern.compile("/d/([A-Za-z0-9_-]{22})");

    private static DnsServer dns;
    private static ServerProcess server;
    private static Destination destination;
    private static String customer;

    @BeforeAll
    static void start() throws Exception {
        // None of the addresses has a reverse name, which is the doubt; the pool's domain names all its addresses.
        dns = new DnsServer(new FakeDns()
                .exists("sender.test")
                .txt("pool.test", "v=spf1 ip4:127.0.12.0/24 ip4:127.0.13.0/24 ip4:127.0.14.0/24 -all"));
        server = new ServerProcess("grey", "standalone.xml")
                .set("ecluse.smtp.trusted-networks", "127.0.0.1/32")
                .set("ecluse.dns.servers", dns.address())
                .start();
        destination = new Destination(server.port("destination"));
        Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(api("GET", "/customers", ""));
        assertThat(id.find()).isTrue();
        customer = id.group(1);
        String policy = "{\"grey\":{\"earliestSeconds\":" + EARLIEST_SECONDS + ",\"latestSeconds\":3600}}";
        assertThat(api("PUT", "/customers/" + customer + "/policy", policy)).contains("\"earliestSeconds\":12");
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
    void aRealPostfixIsDelayedAndThenGetsThrough() throws Exception {
        try (PostfixPeer postfix = new PostfixPeer(server.port("smtp"), "127.0.11.1", "2s")) {
            postfix.send("info@sender.test", ALICE, "from a real Postfix");
            Await.until(
                    "the first try is delayed", LIMIT, () -> !postfix.tries().isEmpty());
            String first = postfix.tries().get(0);
            assertThat(first)
                    .contains("status=deferred")
                    .contains(
                            "421 4.7.1 throttle: firsttry - retry after 12 s, within 1 h - https://localhost:8443/d/");
            assertThat(api("GET", "/greylist?customer=" + customer, ""))
                    .contains("\"sender\":\"info@sender.test\"", "NO_REVERSE_NAME", "\"clientAddress\":\"127.0.11.1\"");
            Await.until(
                    "it arrives", LIMIT, () -> destination.received("Subject").contains("from a real Postfix"));
            List<String> tries = postfix.tries();
            assertThat(tries.get(tries.size() - 1)).contains("status=sent");
            assertThat(tries.subList(1, tries.size() - 1))
                    .allSatisfy(line -> assertThat(line).contains("throttle early"));

            // Known now: the next mail goes through at once.
            postfix.send("info@sender.test", ALICE, "the second mail");
            Await.until(
                    "it arrives", LIMIT, () -> destination.received("Subject").contains("the second mail"));
            assertThat(postfix.tries()).hasSize(tries.size() + 1);
            senderReads(first);
            theTimelineTellsEveryTry("from a real Postfix");
        }
    }

    @Test
    void retriesFromThreeAddressesOfAPoolCount() throws Exception {
        try (PostfixPeer postfix = new PostfixPeer(server.port("smtp"), "127.0.12.1", "1h")) {
            postfix.send("news@pool.test", ALICE, "from a pool");
            Await.until(
                    "the first address is delayed", LIMIT, () -> postfix.tries().size() == 1);
            assertThat(postfix.tries().get(0)).contains("throttle: firsttry");
            long first = System.nanoTime();
            postfix.retryFrom("127.0.13.1");
            Await.until(
                    "the second address is known", LIMIT, () -> postfix.tries().size() == 2);
            boolean soon = System.nanoTime() - first
                    < Duration.ofSeconds(EARLIEST_SECONDS).toNanos();
            // On a very slow machine the second try may be the one that passes already; either way it is not a first
            // one.
            assertThat(postfix.tries().get(1)).contains(soon ? "throttle early" : "status=");
            assertThat(postfix.tries().get(1)).doesNotContain("firsttry");
            Await.until(
                    "the window is open",
                    LIMIT,
                    () -> System.nanoTime() - first
                            > Duration.ofSeconds(EARLIEST_SECONDS + 1).toNanos());
            postfix.retryFrom("127.0.14.1");
            Await.until(
                    "it arrives", LIMIT, () -> destination.received("Subject").contains("from a pool"));
        }
    }

    @Test
    void whatWaitsSurvivesAKill() throws Exception {
        assertThat(offer("127.0.15.1", "a@killed.test")).startsWith("421 4.7.1 throttle: firsttry");
        long first = System.nanoTime();
        server.kill();
        server.start();
        Await.until(
                "the window is open",
                LIMIT,
                () -> System.nanoTime() - first
                        > Duration.ofSeconds(EARLIEST_SECONDS + 1).toNanos());
        assertThat(offer("127.0.15.1", "a@killed.test")).startsWith("250 2.0.0 ");
    }

    @Test
    void anAdministratorLetsOneThrough() throws Exception {
        assertThat(offer("127.0.16.1", "a@awaited.test")).startsWith("421 4.7.1 throttle: firsttry");
        assertThat(offer("127.0.16.1", "a@awaited.test")).startsWith("421 4.7.1 throttle early");
        assertThat(api("POST", "/greylist/expected", "{\"customer\":" + customer + ",\"sender\":\"awaited.test\"}"))
                .contains("\"sender\":\"awaited.test\"");
        assertThat(offer("127.0.16.1", "a@awaited.test")).startsWith("250 2.0.0 ");
    }

    @Test
    void postmasterAndTrustedNetworksDoNotWait() throws Exception {
        assertThat(offer("127.0.17.1", "a@unknown.test", "postmaster@demo.ecluse.test"))
                .startsWith("250 2.0.0 ");
        assertThat(offer("127.0.0.1", "a@unknown.test", ALICE)).startsWith("250 2.0.0 ");
    }

    private static void senderReads(String logLine) throws Exception {
        Matcher page = PAGE.matcher(logLine);
        assertThat(page.find()).isTrue();
        HttpResponse<String> french = get("/d/" + page.group(1), "fr");
        assertThat(french.statusCode()).isEqualTo(200);
        assertThat(french.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(french.body()).contains("n'est plus différé".replace("'", "&#39;"), "nom inverse");
        assertThat(french.body()).doesNotContain("alice", "demo.ecluse.test", "127.0.11.1", "info@");
        assertThat(get("/d/" + page.group(1) + "?lang=en", "fr").body()).contains("no longer delayed");
        assertThat(get("/d/nothing", "en").body()).contains("asked to come back a little later");
    }

    private static void theTimelineTellsEveryTry(String subject) throws Exception {
        String found = api("GET", "/messages?subject=" + subject.replace(" ", "+"), "");
        Matcher id = Pattern.compile("\"id\":\"([0-9A-Z]{26})\\.1\"").matcher(found);
        assertThat(id.find()).as(found).isTrue();
        assertThat(api("GET", "/messages/" + id.group(1) + "/copies/1", ""))
                .contains("\"GREY_FIRST\"", "\"GREY_PASSED\"", "try 1 NO_REVERSE_NAME");
    }

    private static String offer(String address, String from) throws IOException {
        return offer(address, from, ALICE);
    }

    private static String offer(String address, String from, String to) throws IOException {
        try (SmtpClient client = SmtpClient.greetedFrom(address, server.port("smtp"))) {
            return client.send(
                    from,
                    to,
                    ("From: " + from + "\r\nTo: " + to + "\r\nSubject: hello\r\nDate: Thu, 26 Nov 2026 09:00:00 +0000"
                                    + "\r\nMessage-ID: <" + System.nanoTime() + "@x.test>\r\n\r\nHello\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String api(String method, String path, String body) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString("admin:in-tests-only-7319".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port("http") + "/api/v1" + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("http") + path))
                .header("Accept-Language", language)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
