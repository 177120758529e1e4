package org.ecluse.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "127.0.0.0/8, 127.255.0.1, true",
        "127.0.0.0/8, 128.0.0.1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
    })
    void containsWhatTheMaskSays(String network, String address, boolean expected) throws UnknownHostException {
        assertThat(Networks.contains(network, InetAddress.getByName(address))).isEqualTo(expected);
    }

    @Test
    void aNameIsNeverResolved() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThatThrownBy(() -> Networks.contains("localhost", loopback)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Networks.contains("127.0.0.1/33", loopback))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
