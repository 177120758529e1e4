package org.ecluse.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;

class BoundedLookupTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FakeDns dns = new FakeDns()
            .txt("a.example", "one")
            .timeout("silent.example")
            .timeout("mute.example")
            .address("a.example", "192.0.2.1");

    private BoundedLookup bounded(int questions) {
        return new BoundedLookup(dns, Duration.ofSeconds(10), questions, nanos::get);
    }

    @Test
    void passesAnswersOn() throws Exception {
        BoundedLookup lookup = bounded(10);
        assertThat(lookup.txt("a.example").records()).containsExactly("one");
        assertThat(lookup.a("a.example").records()).containsExactly(InetAddress.getByName("192.0.2.1"));
        assertThat(lookup.aaaa("a.example").status()).isEqualTo(Status.NO_DATA);
        assertThat(lookup.mx("b.example").status()).isEqualTo(Status.NO_SUCH_NAME);
        assertThat(lookup.ptr(InetAddress.getByName("192.0.2.1")).status()).isEqualTo(Status.NO_SUCH_NAME);
        assertThat(dns.queries()).isEqualTo(5);
    }

    @Test
    void questionsAreCounted() {
        BoundedLookup lookup = bounded(2);
        lookup.txt("a.example");
        lookup.txt("a.example");
        assertThat(lookup.txt("a.example").status()).isEqualTo(Status.TEMPORARY_ERROR);
        assertThat(lookup.hasRefused("a.example")).isTrue();
        assertThat(dns.queries()).isEqualTo(2);
    }

    @Test
    void timeEnds() {
        BoundedLookup lookup = bounded(10);
        nanos.set(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(lookup.txt("a.example").status()).isEqualTo(Status.FOUND);
        nanos.incrementAndGet();
        assertThat(lookup.txt("a.example").status()).isEqualTo(Status.TEMPORARY_ERROR);
    }

    /** A dead resolver costs two time-outs, not one for each name that a message mentions. */
    @Test
    void silenceIsWaitedForTwice() {
        BoundedLookup lookup = bounded(10);
        lookup.txt("silent.example");
        lookup.txt("mute.example");
        assertThat(lookup.txt("a.example").status()).isEqualTo(Status.TEMPORARY_ERROR);
        assertThat(lookup.hasRefused("a.example")).isTrue();
        assertThat(lookup.hasRefused("silent.example")).isFalse();
        assertThat(lookup.unanswered()).isEqualTo(2);
        assertThat(dns.queries()).isEqualTo(2);
    }

    @Test
    void questionsAskedForLaterCountTheSame() {
        BoundedLookup lookup = bounded(2);
        assertThat(lookup.askLater(DnsQuestion.txt("a.example"))
                        .toCompletableFuture()
                        .join()
                        .records())
                .containsExactly("one");
        lookup.askLater(DnsQuestion.txt("silent.example"));
        assertThat(lookup.unanswered()).isEqualTo(1);
        assertThat(lookup.askLater(DnsQuestion.txt("a.example"))
                        .toCompletableFuture()
                        .join()
                        .status())
                .isEqualTo(Status.TEMPORARY_ERROR);
        assertThat(dns.queries()).isEqualTo(2);
    }

    @Test
    void anAnswerBetweenShowsThatTheResolverLives() {
        BoundedLookup lookup = bounded(10);
        lookup.txt("silent.example");
        lookup.txt("a.example");
        lookup.txt("mute.example");
        assertThat(lookup.txt("a.example").status()).isEqualTo(Status.FOUND);
    }
}
