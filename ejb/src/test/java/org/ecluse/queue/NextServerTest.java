package org.ecluse.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.ecluse.queue.smtp.TlsUse;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;

@Covers("R1.1")
class NextServerTest {
    @Test
    void lowerPreferenceComesFirst() {
        assertThat(NextServer.inOrder(List.of(server("b", 20, 1), server("a", 10, 1)), () -> 0.9))
                .extracting(NextServer::host)
                .containsExactly("a", "b");
    }

    @Test
    void equalPreferenceIsSharedByWeight() {
        Random chance = new Random(1);
        long first = 0;
        for (int i = 0; i < 10_000; i++) {
            List<NextServer> order =
                    NextServer.inOrder(List.of(server("a", 10, 3), server("b", 10, 1)), chance::nextDouble);
            assertThat(order).hasSize(2);
            first += order.get(0).host().equals("a") ? 1 : 0;
        }
        assertThat(first).isBetween(7300L, 7700L);
    }

    @Test
    void findsMailExchangersOfTheOutside() {
        FakeDns dns = new FakeDns()
                .mx("example.org", 20, "b.example.org")
                .mx("example.org", 10, "a.example.org")
                .mx("null.example", 0, ".")
                .mx("ours.example", 10, "mx.service.example")
                .mx("ours.example", 20, "x.example")
                .address("plain.example", "192.0.2.1")
                .timeout("silent.example");
        MailExchangers exchangers = new MailExchangers(dns, "mx.service.example", () -> 0);
        assertThat(exchangers.of("example.org").servers())
                .extracting(NextServer::host)
                .containsExactly("a.example.org", "b.example.org");
        assertThat(exchangers.of("plain.example").servers())
                .extracting(NextServer::host)
                .containsExactly("plain.example");
        assertThat(exchangers.of("null.example").failure().orElseThrow().status())
                .isEqualTo("5.1.10");
        assertThat(exchangers.of("nowhere.example").failure().orElseThrow().status())
                .isEqualTo("5.1.2");
        assertThat(exchangers.of("ours.example").failure().orElseThrow().status())
                .isEqualTo("5.4.6");
        assertThat(exchangers.of("silent.example").failure().orElseThrow().status())
                .isEqualTo("4.4.3");
    }

    private static NextServer server(String host, int preference, int weight) {
        return new NextServer(host, 25, preference, weight, TlsUse.OPPORTUNISTIC);
    }
}
