package org.ecluse.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's certificate from an authority that only the test knows, made by keytool. */
public final class TestCertificate {
    private static final String PASSWORD = "only-a-test";

    private final KeyStore keys;
    private final Certificate authority;

    /** @param name subjectAltName as keytool writes it: {@code dns:peer.example} or {@code ip:127.0.0.1} */
    public TestCertificate(Path directory, String name) throws Exception {
        Path file = Files.createTempDirectory(directory, "certificate").resolve("peer.p12");
        keytool(file, "-alias", "authority", "-dname", "CN=Test Authority", "-ext", "bc:c");
        keytool(file, "-alias", "peer", "-dname", "CN=Peer", "-ext", "san=" + name, "-signer", "authority");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        authority = keys.getCertificate("authority");
        keys.deleteEntry("authority"); // its key is none of a server's
    }

    /** For the server's side. */
    public SSLContext context() throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    public String authorityPem() throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** SHA-256 of the server's certificate, hex with colons, as openssl prints it. */
    public String fingerprint() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(digest.digest(keys.getCertificate("peer").getEncoded()));
    }

    private static void keytool(Path file, String... special) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        command.addAll(List.of(special));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }
}
