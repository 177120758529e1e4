package org.ecluse.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,        192.0.2.7/32",
        "192.0.2.7/24,     192.0.2.0/24",
        "192.0.2.255/31,   192.0.2.254/31",
        "0.0.0.0/0,        0.0.0.0/0",
        "2001:db8::1,      2001:db8:0:0:0:0:0:1/128",
        "2001:DB8:ff::1/32, 2001:db8:0:0:0:0:0:0/32",
    })
    void hostBitsAreCleared(String written, String cidr) {
        assertThat(IpNetwork.cidr(written)).contains(cidr);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.1/33",
                "192.0.2.1/x",
                "example.com",
                "2001:db8::g",
                "::1/129",
                ":::"
            })
    void whatIsNoNetworkIsRefused(String written) {
        assertThat(IpNetwork.cidr(written)).isEmpty();
    }
}
