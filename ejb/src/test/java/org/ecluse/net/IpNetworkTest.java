package org.ecluse.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.129/25, 192.0.2.128, true",
        "192.0.2.129/25, 192.0.2.127, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false"
    })
    void containsItsAddressesOnly(String network, String address, boolean contained) throws Exception {
        assertThat(IpNetwork.parse(network).orElseThrow().contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,         192.0.2.7/32",
        "192.0.2.7/24,      192.0.2.0/24",
        "192.0.2.255/31,    192.0.2.254/31",
        "192.0.2.255/0,     0.0.0.0/0",
        "2001:db8::1,       2001:db8::1/128",
        "2001:DB8:ff::1/32, 2001:db8::/32",
    })
    void hostBitsAreCleared(String written, String cidr) {
        assertThat(IpNetwork.parse(written)).hasToString("Optional[" + cidr + "]");
        assertThat(IpNetwork.parse(written)).isEqualTo(IpNetwork.parse(cidr));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "192.0.2.0/33",
                "2001:db8::/129",
                "192.0.2/24",
                "::1/",
                "1.2.3.4/-1",
                "256.1.1.1",
                "010.1.1.1",
                "1.2.3",
                "2001:db8::g",
                ":::",
                "192.0.2.1/x"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(IpNetwork.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, [192.0.2.1]",
        "CAFE:BABE::1, cafe:babe::1, [IPv6:cafe:babe::1]",
        "::, ::, [IPv6:::]",
        "::1, ::1, [IPv6:::1]",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1, [IPv6:2001:db8:0:1:1:1:1:1]",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1, [IPv6:2001:0:0:1::1]"
    })
    void writesAddressesTheShortWay(String address, String text, String literal) throws Exception {
        assertThat(IpText.of(InetAddress.getByName(address))).isEqualTo(text);
        assertThat(IpText.literal(InetAddress.getByName(address))).isEqualTo(literal);
    }
}
