package org.ecluse.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Set;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAddressTest {
    private static final OutboundGuard LOOPBACK = guard(List.of("127.0.0.0/8", "::1/128"), Set.of(2525));
    private static final OutboundGuard PUBLIC = guard(List.of(), Set.of());

    private static OutboundGuard guard(List<String> networks, Set<Integer> ownPorts) {
        return new OutboundGuard(
                new FakeDns(),
                networks.stream()
                        .map(network -> IpNetwork.parse(network).orElseThrow())
                        .toList(),
                ownPorts);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "localhost:", ":3310", "localhost:0", "localhost:65536", "unix:relative", "unix:", "''"})
    void addressThatIsNoneIsRefused(String written) {
        assertThatThrownBy(() -> new ServiceAddress(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port or unix:/path");
    }

    @Test
    void eachFormLeadsToItsSocket() throws IOException {
        assertThat(new ServiceAddress("127.0.0.1:3310").resolve(LOOPBACK))
                .isEqualTo(new InetSocketAddress("127.0.0.1", 3310));
        assertThat(new ServiceAddress("[::1]:3310").resolve(LOOPBACK)).isEqualTo(new InetSocketAddress("::1", 3310));
        assertThat(new ServiceAddress("unix:/run/clamd.ctl").resolve(PUBLIC))
                .isEqualTo(UnixDomainSocketAddress.of("/run/clamd.ctl"));
    }

    @Test
    void whatIsNotPublicMustBeAllowedAndOurOwnPortNeverIs() {
        assertThatThrownBy(() -> new ServiceAddress("localhost:3310").resolve(PUBLIC))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ecluse.scan.allowed-networks");
        assertThatThrownBy(() -> new ServiceAddress("127.0.0.1:2525").resolve(LOOPBACK))
                .isInstanceOf(IOException.class);
    }

    @Test
    void onlyAnAddressIsALiteral() {
        assertThat(new ServiceAddress("10.1.2.3:3310").literal()).isPresent();
        assertThat(new ServiceAddress("[fd00::1]:3310").literal()).isPresent();
        assertThat(new ServiceAddress("clamav.example:3310").literal()).isEmpty();
        assertThat(new ServiceAddress("unix:/run/clamd.ctl").literal()).isEmpty();
    }
}
