package org.ecluse.server.directory.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.queue.smtp.HopAddress;
import org.ecluse.queue.smtp.SmtpClient;
import org.ecluse.queue.smtp.SmtpReply;
import org.ecluse.queue.smtp.SmtpTimeouts;
import org.ecluse.queue.smtp.TlsUse;
import org.ecluse.server.directory.probe.RecipientProbe.ProbeResult;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R1.13")
@Timeout(30)
class BoundedProbeTest {
    private static final DomainName DOMAIN = new DomainName("example.com");
    private final Map<String, String> cached = new ConcurrentHashMap<>();
    private final Map<String, Duration> lifespans = new ConcurrentHashMap<>();
    private SmtpPeer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new SmtpPeer();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void asksOnceAndRemembers() {
        peer.on("RCPT TO:<nobody", "550 5.1.1 no").on("RCPT TO:<gone", "550 5.1.1 no");
        BoundedProbe probe = probe();
        for (int i = 0; i < 3; i++) {
            assertThat(probe.exists(1, DOMAIN, address("a@example.com"))).isEqualTo(ProbeResult.EXISTS);
            assertThat(probe.exists(1, DOMAIN, address("gone@example.com"))).isEqualTo(ProbeResult.UNKNOWN);
        }
        assertThat(peer.connections()).isEqualTo(2);
        assertThat(probe.takesAll(1)).isFalse();
        assertThat(lifespans)
                .containsEntry("recipient|1|a@example.com", Duration.ofHours(24))
                .containsEntry("recipient|1|gone@example.com", Duration.ofMinutes(10));
        assertThat(peer.commands()).contains("MAIL FROM:<>").doesNotContain("DATA");
    }

    @Test
    void aServerThatTakesEverythingIsFlaggedAndAskedNoMore() {
        BoundedProbe probe = probe();
        assertThat(probe.exists(1, DOMAIN, address("a@example.com"))).isEqualTo(ProbeResult.EXISTS);
        assertThat(probe.exists(1, DOMAIN, address("b@example.com"))).isEqualTo(ProbeResult.EXISTS);
        assertThat(probe.takesAll(1)).isTrue();
        assertThat(peer.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 no such user, UNKNOWN",
        "550 no such user, UNKNOWN",
        "551 5.1.6 moved, UNKNOWN",
        "552 5.2.2 full, EXISTS",
        "550 5.7.1 your address is listed, UNAVAILABLE",
        "450 4.2.0 grey, UNAVAILABLE",
        "<drop>, UNAVAILABLE",
        "<hang>, UNAVAILABLE"
    })
    void onlyAClearNoIsANo(String reply, ProbeResult result) {
        peer.on("RCPT TO:<a@", reply);
        assertThat(probe().exists(1, DOMAIN, address("a@example.com"))).isEqualTo(result);
        assertThat(cached.containsKey("recipient|1|a@example.com")).isEqualTo(result != ProbeResult.UNAVAILABLE);
    }

    @Test
    void nobodyListeningIsUnavailable() throws IOException {
        peer.close();
        assertThat(probe().exists(1, DOMAIN, address("a@example.com"))).isEqualTo(ProbeResult.UNAVAILABLE);
    }

    @Test
    void atMostTwoAtOnceAndFiveASecond() throws Exception {
        cached.put("habit|1", "EACH");
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BoundedProbe probe = new BoundedProbe(
                cache(),
                (domain, recipients) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
                    now.decrementAndGet();
                    return List.of(new SmtpReply(250, List.of("ok")));
                },
                Clock.systemUTC());
        ExecutorService clients = Executors.newFixedThreadPool(12);
        long start = System.nanoTime();
        try {
            List<Future<ProbeResult>> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                EmailAddress recipient = address("user" + i + "@example.com");
                results.add(clients.submit(() -> probe.exists(1, DOMAIN, recipient)));
            }
            for (Future<ProbeResult> result : results) {
                assertThat(result.get()).isEqualTo(ProbeResult.EXISTS);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1900));
    }

    private BoundedProbe probe() {
        Duration brief = Duration.ofMillis(700);
        SmtpClient client = new SmtpClient("mx.example.net", new SmtpTimeouts(brief, brief, brief, brief, brief));
        int port = peer.port();
        return new BoundedProbe(
                cache(),
                (domain, recipients) -> client.ask(
                        new HopAddress("peer", InetAddress.getByName("127.0.0.1"), port, TlsUse.NONE, false),
                        recipients),
                Clock.systemUTC());
    }

    private ProbeCache cache() {
        return new ProbeCache() {
            @Override
            public Optional<String> get(String key) {
                return Optional.ofNullable(cached.get(key));
            }

            @Override
            public void put(String key, String value, Duration lifespan) {
                cached.put(key, value);
                lifespans.put(key, lifespan);
            }
        };
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
