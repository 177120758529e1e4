package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate changes while the server runs. */
class TlsReloadTest {

    @TempDir
    static Path made;

    @TempDir
    Path directory;

    private Path keys;
    private TlsUpgrade upgrade;
    private ServerSocket listening;

    @BeforeAll
    static void makeKeys() throws IOException {
        Keystores.selfSigned(made.resolve("first.example"), "first.example");
        Keystores.selfSigned(made.resolve("second.example"), "second.example");
    }

    @BeforeEach
    void start() throws IOException {
        keys = Files.copy(made.resolve("first.example"), directory.resolve("keys.p12"));
        TlsKeystore keystore = Keystores.selfSigned(keys, "first.example");
        upgrade = new TlsUpgrade(keystore, "first.example", Duration.ZERO);
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    @Test
    void nextHandshakeShowsTheNewCertificate() throws Exception {
        assertThat(certificateShown()).isEqualTo("CN=first.example");
        replace("second.example");
        assertThat(certificateShown()).isEqualTo("CN=second.example");
        assertThat(certificateShown()).isEqualTo("CN=second.example");
    }

    @Test
    void brokenFileKeepsTheFormerCertificateAndIsLoggedOnce() throws Exception {
        try (LogRecords log = new LogRecords()) {
            Files.writeString(keys, "half of a keysto");
            for (int i = 0; i < 3; i++) assertThat(certificateShown()).isEqualTo("CN=first.example");
            assertThat(log.records()).singleElement().asString().contains("the former key stays");
        }
        replace("second.example");
        assertThat(certificateShown()).isEqualTo("CN=second.example");
    }

    @Test
    void missingFileKeepsTheFormerCertificate() throws Exception {
        try (LogRecords log = new LogRecords()) {
            Files.delete(keys);
            for (int i = 0; i < 3; i++) assertThat(certificateShown()).isEqualTo("CN=first.example");
            assertThat(log.records()).hasSize(1);
        }
    }

    @Test
    void fileIsNotLookedAtForEachHandshake() throws Exception {
        upgrade = new TlsUpgrade(new TlsKeystore(keys, "changeit", "PKCS12", false), "x", Duration.ofHours(1));
        replace("second.example");
        assertThat(certificateShown()).isEqualTo("CN=first.example");
    }

    private void replace(String host) throws IOException {
        Path fresh = Files.copy(made.resolve(host), directory.resolve("fresh.p12"));
        Files.move(fresh, keys, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private String certificateShown() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                Socket accepted = listening.accept()) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> shakeHands(accepted));
            SSLSocket encrypted = (SSLSocket)
                    Keystores.trustingClient().getSocketFactory().createSocket(client, "mx.example", 0, false);
            encrypted.startHandshake();
            served.get(10, TimeUnit.SECONDS);
            X509Certificate shown = (X509Certificate) encrypted.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }
    }

    private void shakeHands(Socket accepted) {
        try {
            upgrade.over(accepted).startHandshake();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
