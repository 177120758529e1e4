package org.ecluse.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTest {
    private final FakeDns dns = new FakeDns();
    private final OutboundGuard closed = new OutboundGuard(dns, List.of(), Set.of(2525));
    private final OutboundGuard demo =
            new OutboundGuard(dns, List.of(IpNetwork.parse("127.0.0.0/8").orElseThrow()), Set.of(2525));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::"
            })
    void whatIsNotPublicIsDenied(String address) {
        assertThatThrownBy(() -> closed.addresses(address, 25))
                .isInstanceOfSatisfying(
                        UnreachableHostException.class,
                        e -> assertThat(e.isDenied()).isTrue());
    }

    @Test
    void publicServersAreReached() throws Exception {
        dns.address("mail.example.com", "203.0.113.1").address("mail.example.com", "2a00:1450::1");
        assertThat(closed.addresses("mail.example.com", 25)).hasSize(2);
    }

    @Test
    void oneForbiddenAddressDeniesTheName() {
        dns.address("mixed.example.com", "203.0.113.1").address("mixed.example.com", "10.0.0.1");
        assertThatThrownBy(() -> closed.addresses("mixed.example.com", 25)).hasMessageContaining("10.0.0.1");
    }

    @Test
    void listedNetworksAreAllowedButNeverOurOwnListeners() throws Exception {
        assertThat(demo.addresses("127.0.0.1", 10025)).hasSize(1);
        assertThatThrownBy(() -> demo.addresses("127.0.0.1", 2525)).isInstanceOf(UnreachableHostException.class);
        assertThatThrownBy(() -> demo.addresses("10.0.0.1", 25)).isInstanceOf(UnreachableHostException.class);
    }

    @Test
    void tellsNoAddressFromNoAnswer() {
        dns.timeout("silent.example.com");
        assertThatThrownBy(() -> closed.addresses("silent.example.com", 25)).hasMessageContaining("no answer");
        assertThatThrownBy(() -> closed.addresses("nothing.example.com", 25)).hasMessageContaining("no address");
    }
}
