package org.ecluse.server.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ecluse.rate.OpenConnections;
import org.ecluse.rate.RateUnit;
import org.ecluse.rate.RateUse;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As whom a client is counted. */
@Covers({"R1.9", "B11"})
class ClientRatesTest {
    private static final PageRequest PAGE = new PageRequest(0, 10);

    private ClientRates rates;

    @BeforeEach
    void open() {
        ServerSettings settings = new SettingsReader(key -> Optional.ofNullable(Map.of(
                                "ecluse.demo", "true",
                                "ecluse.smtp.trusted-networks", "198.51.100.0/24",
                                "ecluse.rates.address-messages-per-hour", "5",
                                "ecluse.rates.network-messages-per-hour", "7",
                                "ecluse.rates.address-connections", "2")
                        .get(key)))
                .read();
        rates = TestPersistence.empty()
                .wire(new ClientRates(), settings, new MovingClock(Instant.parse("2026-11-26T10:00:00Z")));
        rates.open();
    }

    @Test
    void anIpv4ClientIsItsAddressWithinItsNetwork() {
        assertThat(messages("192.0.2.1", 5)).isEmpty();
        assertThat(messages("192.0.2.1", 1).map(RateUse::client)).contains("192.0.2.1");
        assertThat(messages("192.0.2.2", 2)).isEmpty();
        assertThat(messages("192.0.2.3", 1).map(RateUse::client)).contains("192.0.2.0/24");
        assertThat(messages("192.0.3.3", 1)).isEmpty();
        assertThat(rates.refused()).isEqualTo(2);
    }

    @Test
    void anIpv6ClientIsItsNetworkWithinItsSite() {
        for (int i = 1; i <= 5; i++) {
            assertThat(messages("2001:db8::" + i, 1)).isEmpty();
        }
        assertThat(messages("2001:db8::99", 1).map(RateUse::client)).contains("2001:db8::/64");
        assertThat(messages("2001:db8:0:1::1", 2)).isEmpty();
        assertThat(messages("2001:db8:0:2::1", 1).map(RateUse::client)).contains("2001:db8::/48");
    }

    @Test
    void trustedNetworksAreNotCounted() {
        assertThat(messages("198.51.100.1", 1_000)).isEmpty();
        for (int i = 0; i < 10; i++) {
            assertThat(rates.connected(address("198.51.100.1"))).isEmpty();
        }
        assertThat(rates.near()).isZero();
    }

    @Test
    void connectionsComeAndGo() {
        InetAddress client = address("192.0.2.1");
        assertThat(rates.connected(client)).isEmpty();
        assertThat(rates.connected(client)).isEmpty();
        assertThat(rates.connected(client)).contains(new OpenConnections.Full("192.0.2.1", 2, 2));
        rates.disconnected(client);
        assertThat(rates.connected(client)).isEmpty();
    }

    @Test
    void thePlatformSeesWhoIsNearALimit() {
        messages("192.0.2.1", 4);
        Viewer platform = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
        assertThat(rates.near(platform, PAGE).items())
                .singleElement()
                .satisfies(use -> assertThat(use.percent()).isEqualTo(80));
        Viewer customer = new Viewer("c", Role.CUSTOMER_ADMINISTRATOR, Optional.of(1L));
        assertThatThrownBy(() -> rates.near(customer, PAGE)).isInstanceOf(DeniedException.class);
    }

    private Optional<RateUse> messages(String client, int number) {
        Optional<RateUse> last = Optional.empty();
        for (int i = 0; i < number; i++) {
            last = rates.take(address(client), RateUnit.MESSAGES);
        }
        return last;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
