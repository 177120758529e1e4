package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {

    private static final String REST = "EHLO c.example\r\n";

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.1 198.51.100.2 56324 25,       192.0.2.1,       56324, 198.51.100.2, 25",
        "PROXY TCP4 255.255.255.255 0.0.0.0 0 65535,       255.255.255.255, 0,     0.0.0.0,      65535",
        "PROXY TCP6 2001:db8::1 2001:db8::2 4124 25,       2001:db8:0:0:0:0:0:1, 4124, 2001:db8:0:0:0:0:0:2, 25",
        "PROXY TCP6 ::ffff:192.0.2.1 ::ffff:192.0.2.2 1 2, 192.0.2.1,       1,     192.0.2.2,    2",
    })
    void lineIsRead(String line, String client, int clientPort, String local, int localPort) throws IOException {
        ByteArrayInputStream in = in(line + "\r\n" + REST);
        ProxyHeader header = ProxyHeader.read(in).orElseThrow();
        assertThat(header.client().getAddress().getHostAddress()).isEqualTo(client);
        assertThat(header.client().getPort()).isEqualTo(clientPort);
        assertThat(header.local().getAddress().getHostAddress()).isEqualTo(local);
        assertThat(header.local().getPort()).isEqualTo(localPort);
        assertThat(rest(in)).isEqualTo(REST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN", "PROXY UNKNOWN ffff::1 ffff::2 65535 65535"})
    void unknownConnectionKeepsItsOwnAddresses(String line) throws IOException {
        ByteArrayInputStream in = in(line + "\r\n" + REST);
        assertThat(ProxyHeader.read(in)).isEmpty();
        assertThat(rest(in)).isEqualTo(REST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "EHLO c.example\r\n",
                "P",
                "PROXY\r\n",
                "PROXY \r\n",
                "PROXY TCP4\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3\r\n",
                "PROXY TCP4  192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXY TCP4 192.0.2.256 192.0.2.2 1 2\r\n",
                "PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n",
                "PROXY TCP6 192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXY TCP4 localhost 192.0.2.2 1 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 01 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 65536 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 -1 2\r\n",
                "PROXY UDP4 192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXX TCP4 192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 1 2",
            })
    void malformedLineIsRefused(String text) {
        assertThatThrownBy(() -> ProxyHeader.read(in(text))).isInstanceOf(IOException.class);
    }

    @Test
    void lineHas107OctetsAtMost() throws IOException {
        String longest = "PROXY UNKNOWN " + "x".repeat(107 - 14 - 2) + "\r\n";
        assertThat(longest).hasSize(107);
        assertThat(ProxyHeader.read(in(longest))).isEmpty();
        ByteArrayInputStream in = in("PROXY UNKNOWN " + "x".repeat(107 - 14 - 1) + "\r\n");
        assertThatThrownBy(() -> ProxyHeader.read(in)).hasMessageContaining("too long");
        assertThat(in.available()).as("nothing more is read").isEqualTo(1);
    }

    @Test
    void binaryHeaderIsRead() throws IOException {
        ByteArrayInputStream in = in(v2(0x21, 0x11, ipv4()), REST);
        ProxyHeader header = ProxyHeader.read(in).orElseThrow();
        assertThat(header.client().getAddress().getHostAddress()).isEqualTo("192.0.2.1");
        assertThat(header.client().getPort()).isEqualTo(56_324);
        assertThat(header.local().getAddress().getHostAddress()).isEqualTo("198.51.100.2");
        assertThat(header.local().getPort()).isEqualTo(25);
        assertThat(rest(in)).isEqualTo(REST);
    }

    @Test
    void binaryHeaderOfIpv6IsRead() throws IOException {
        byte[] addresses = ByteBuffer.allocate(36)
                .putLong(0x20010db800000000L)
                .putLong(1)
                .putLong(0x20010db800000000L)
                .putLong(2)
                .putShort((short) 40_000)
                .putShort((short) 25)
                .array();
        ProxyHeader header =
                ProxyHeader.read(in(v2(0x21, 0x21, addresses), REST)).orElseThrow();
        assertThat(header.client().getAddress().getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(header.client().getPort()).isEqualTo(40_000);
    }

    @Test
    void additionsAreSkipped() throws IOException {
        byte[] alpn = tlv(0x01, "smtp".getBytes(StandardCharsets.US_ASCII));
        byte[] empty = tlv(0x04, new byte[0]);
        byte[] large = tlv(0x20, new byte[4000]);
        ByteArrayInputStream in = in(v2(0x21, 0x11, join(ipv4(), alpn, empty, large)), REST);
        assertThat(ProxyHeader.read(in)).isPresent();
        assertThat(rest(in)).isEqualTo(REST);
    }

    /** The checksum of this header was computed by another implementation of CRC-32C (Python, table-driven). */
    @Test
    void checksumMustBeRight() throws IOException {
        byte[] right = v2(0x21, 0x11, join(ipv4(), tlv(0x03, new byte[] {0x7f, (byte) 0xab, 0x4a, (byte) 0xb2})));
        assertThat(ProxyHeader.read(in(right, REST))).isPresent();
        byte[] wrong = v2(0x21, 0x11, join(ipv4(), tlv(0x03, new byte[] {1, 2, 3, 4})));
        assertThatThrownBy(() -> ProxyHeader.read(in(wrong, REST))).hasMessageContaining("checksum");
    }

    @Test
    void localConnectionIsTheProxysOwn() throws IOException {
        assertLocal(v2(0x20, 0x00, new byte[0]));
        assertLocal(v2(0x20, 0x11, ipv4()));
        assertLocal(v2(0x20, 0x00, new byte[300])); // whatever it carries is dropped
        assertLocal(v2(0x21, 0x00, new byte[20])); // UNSPEC
    }

    private static void assertLocal(byte[] header) throws IOException {
        ByteArrayInputStream in = in(header, REST);
        Optional<ProxyHeader> read = ProxyHeader.read(in);
        assertThat(read).isEmpty();
        assertThat(rest(in)).isEqualTo(REST);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "version 1,              0x11, 0x11, 12",
        "version 3,              0x31, 0x11, 12",
        "unknown command,        0x22, 0x11, 12",
        "datagrams,              0x21, 0x12, 12",
        "a local socket,         0x21, 0x31, 216",
        "unknown family,         0x21, 0x41, 12",
        "addresses cut,          0x21, 0x11, 11",
        "IPv6 addresses cut,     0x21, 0x21, 35",
        "an addition without length, 0x21, 0x11, 14",
        "an addition cut,        0x21, 0x11, 16",
    })
    void malformedBinaryHeaderIsRefused(String name, String command, String family, int octets) {
        byte[] payload = new byte[octets];
        if (octets == 16) payload[14] = 2; // an addition of two octets, one of them missing
        byte[] header = v2(Integer.decode(command), Integer.decode(family), payload);
        assertThatThrownBy(() -> ProxyHeader.read(in(header, REST))).isInstanceOf(IOException.class);
    }

    @Test
    void everyCutBinaryHeaderIsRefused() {
        byte[] whole = v2(0x21, 0x11, join(ipv4(), tlv(0x01, new byte[10])));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ProxyHeader.read(new ByteArrayInputStream(cut)))
                    .as("cut at " + length)
                    .isInstanceOf(IOException.class);
        }
    }

    static byte[] v2(int command, int family, byte[] payload) {
        byte[] signature = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
        return ByteBuffer.allocate(16 + payload.length)
                .put(signature)
                .put((byte) command)
                .put((byte) family)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    static byte[] ipv4() {
        return new byte[] {(byte) 192, 0, 2, 1, (byte) 198, 51, 100, 2, (byte) 0xdc, 4, 0, 25};
    }

    private static byte[] tlv(int type, byte[] value) {
        return ByteBuffer.allocate(3 + value.length)
                .put((byte) type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) length += part.length;
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) all.put(part);
        return all.array();
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteArrayInputStream in(byte[] header, String rest) {
        return new ByteArrayInputStream(join(header, rest.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String rest(ByteArrayInputStream in) {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
