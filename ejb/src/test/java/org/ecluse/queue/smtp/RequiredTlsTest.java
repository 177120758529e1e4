package org.ecluse.queue.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SmtpPeer;
import org.ecluse.testkit.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where TLS is required nothing is said in clear, and to nobody but the server that is meant. */
@Covers("R1.1")
@Timeout(60)
class RequiredTlsTest {
    private static final Duration SECONDS = Duration.ofSeconds(5);

    private static TestCertificate named;
    private static TestCertificate numbered;

    private SmtpPeer peer;
    private SmtpClient client;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        named = new TestCertificate(directory, "dns:peer.example");
        numbered = new TestCertificate(directory, "ip:127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        peer = new SmtpPeer().announce("STARTTLS", "PIPELINING").tls(named.context());
        client = new SmtpClient("mx.example.net", new SmtpTimeouts(SECONDS, SECONDS, SECONDS, SECONDS, SECONDS));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        peer.close();
    }

    @Test
    void anAuthorityOfOnesOwnVouchesForTheNamedHost() throws Exception {
        client.deliver(hop("peer.example", named.authorityPem()), mail());
        assertThat(peer.received())
                .singleElement()
                .satisfies(mail -> assertThat(mail.tls()).isTrue());
    }

    @Test
    void anAddressIsANameToo() throws Exception {
        peer.tls(numbered.context());
        client.deliver(hop("127.0.0.1", numbered.authorityPem()), mail());
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void aFingerprintVouchesForOneCertificateWhateverItsName() throws Exception {
        client.deliver(hop("other.example", named.fingerprint()), mail());
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void anotherHostsCertificateIsRefused() throws Exception {
        assertRefused(hop("other.example", named.authorityPem()), "other.example");
    }

    @Test
    void anAuthorityNobodyNamedIsRefused() throws Exception {
        assertRefused(hop("peer.example", ""), "TLS is required");
        assertRefused(hop("peer.example", numbered.authorityPem()), "TLS is required");
    }

    @Test
    void anotherFingerprintIsRefusedAndTheOneShownIsTold() throws Exception {
        assertRefused(
                hop("peer.example", numbered.fingerprint()),
                ServerTrust.parse(named.fingerprint()).orElseThrow().text());
    }

    @Test
    void aServerWithoutTlsGetsNothing() throws Exception {
        peer.announce("PIPELINING");
        assertRefused(hop("peer.example", named.authorityPem()), "STARTTLS");
    }

    @Test
    void connectionsThatWereCheckedOtherwiseAreNotShared() throws Exception {
        HopAddress unchecked = new HopAddress(
                "peer.example", InetAddress.getLoopbackAddress(), peer.port(), TlsUse.OPPORTUNISTIC, false);
        client.deliver(unchecked, mail());
        client.deliver(hop("peer.example", named.fingerprint()), mail());
        client.deliver(hop("peer.example", named.authorityPem()), mail());
        assertThat(peer.connections()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "abcd",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "zz:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"
            })
    void whatIsNeitherFingerprintNorCertificateIsRefused(String written) {
        assertThat(ServerTrust.parse(written)).isEmpty();
        assertThat(ServerTrust.parse("  ")).contains(ServerTrust.AUTHORITIES);
    }

    private void assertRefused(HopAddress hop, String words) throws Exception {
        assertThatThrownBy(() -> client.deliver(hop, mail()))
                .isInstanceOf(HopUnavailableException.class)
                .hasMessageContaining(words);
        assertThat(peer.commands()).noneMatch(line -> line.startsWith("MAIL"));
        assertThat(peer.received()).isEmpty();
    }

    private HopAddress hop(String host, String trust) throws IOException {
        return new HopAddress(
                host,
                InetAddress.getByName("127.0.0.1"),
                peer.port(),
                TlsUse.REQUIRED,
                ServerTrust.parse(trust).orElseThrow(),
                false);
    }

    private static OutgoingMail mail() {
        byte[] content = "Subject: secret\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
        return new OutgoingMail(
                "a@example.org",
                List.of(new OutgoingMail.Recipient("b@peer.example", "", "")),
                false,
                content.length,
                "",
                "",
                () -> new ByteArrayInputStream(content));
    }
}
