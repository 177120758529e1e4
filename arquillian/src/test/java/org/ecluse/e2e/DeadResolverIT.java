package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A resolver that says nothing: mail waits, or goes on with a finding, as the policy has it. Nobody's thread waits for long, and all is
 * well again when the resolver is.
 */
@Covers("R1.11")
class DeadResolverIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** Ten mails of one client wait some six seconds each; two hundred one after the other would take twenty minutes. */
    private static final Duration BURST_LIMIT = Duration.ofMinutes(3);

    private static final String ALICE = "alice@demo.ecluse.test";
    private static final String POLICY = "/domains/demo.ecluse.test/policy";
    private static final String WAITS = "451 4.4.3 The DNS does not answer about the sender, try again later";
    private static final int CLIENTS = 20;
    private static final int MAILS_A_CLIENT = 10;

    /** What a burst may leave behind: threads of pools that were not yet as large as they may get. */
    private static final int POOLED_THREADS = 40;

    private static DnsServer dns;
    private static ServerProcess server;
    private static Destination destination;
    private static ApiCalls api;
    private final AtomicInteger number = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        FakeDns zone = new FakeDns();
        for (int i = 0; i < CLIENTS * MAILS_A_CLIENT + 100; i++) {
            zone.txt(domain(i), "v=spf1 ip4:127.0.0.1 -all").txt("_dmarc." + domain(i), "v=DMARC1; p=reject");
        }
        dns = new DnsServer(zone);
        server = new ServerProcess("dead-resolver", "standalone.xml")
                .set("ecluse.dns.servers", dns.address())
                .set("ecluse.dns.timeout", "1s")
                .set("ecluse.dns.total-time", "2s")
                .start();
        destination = new Destination(server.port("destination"));
        api = new ApiCalls(server);
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            destination.close();
            server.close();
        }
        if (dns != null) {
            dns.close();
        }
    }

    @Test
    void mailWaitsOrGoesOnAsThePolicySaysUntilTheResolverIsBack() throws Exception {
        assertThat(send("before")).startsWith("250 2.0.0 ");
        assertThat(results("before")).contains("spf=pass", "dmarc=pass");
        int threads = server.threads();

        dns.setDead(true);
        api.put(POLICY, "{\"lookups\":\"DEFER\"}");
        assertThat(send("waits")).isEqualTo(WAITS);
        assertThat(burst()).hasSize(CLIENTS * MAILS_A_CLIENT).containsOnly(WAITS);
        assertThat(server.threads()).isLessThan(threads + CLIENTS + POOLED_THREADS);
        assertThat(server.health()).contains("\"resolvers\":\"do not answer\"");
        assertThat(metrics()).contains("ecluse_dns_alive 0.0");

        api.put(POLICY, "{\"lookups\":\"NOTE\"}");
        String reply = send("goes on");
        assertThat(reply).startsWith("250 2.0.0 ");
        assertThat(results("goes on"))
                .contains("spf=temperror", "dmarc=temperror")
                .doesNotContain("=pass");
        String id = reply.replaceAll(".*Accepted as ([0-9A-Z]{26}).*", "$1");
        assertThat(api.get("/messages/" + id + "/copies/1").toString()).contains("\"LOOKUP_UNAVAILABLE\"");

        dns.setDead(false);
        Await.until("it is noticed", LIMIT, () -> {
            send("is it back");
            return server.health().contains("\"resolvers\":\"answer\"");
        });
        assertThat(send("after")).startsWith("250 2.0.0 ");
        assertThat(results("after")).contains("spf=pass", "dmarc=pass");
    }

    /** What {@link #CLIENTS} clients at once hear, all of them within {@link #BURST_LIMIT}: no look-up holds the next one up. */
    private List<String> burst() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<List<String>> client = () -> {
                List<String> heard = new ArrayList<>();
                for (int i = 0; i < MAILS_A_CLIENT; i++) {
                    heard.add(send("one of many"));
                }
                return heard;
            };
            long begin = System.nanoTime();
            List<String> replies = new ArrayList<>();
            for (Future<List<String>> each : clients.invokeAll(java.util.Collections.nCopies(CLIENTS, client))) {
                replies.addAll(each.get());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BURST_LIMIT);
            return replies;
        } finally {
            clients.shutdownNow();
        }
    }

    /** From a domain that nobody asked about before. */
    private String send(String subject) throws IOException {
        String sender = "info@" + domain(number.getAndIncrement());
        try (SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
            return client.send(
                    sender,
                    ALICE,
                    ("From: " + sender + "\r\nTo: " + ALICE + "\r\nSubject: " + subject
                                    + "\r\nDate: Thu, 26 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + System.nanoTime()
                                    + "@sender.test>\r\n\r\nThe minutes are ready.\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String domain(int i) {
        return "sender" + i + ".test";
    }

    /** Our Authentication-Results in the mail of this subject, which arrives. */
    private static String results(String subject) throws Exception {
        Await.until(subject, LIMIT, () -> destination.received("Subject").contains(subject));
        int at = destination.received("Subject").indexOf(subject);
        return destination.received("Authentication-Results").get(at);
    }

    private static String metrics() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port("http") + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
