package org.ecluse.smtp.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes a keystore for a first start. The JDK can make certificates only in its keytool; the password goes there
 * through the environment, because others may read a command line.
 */
final class SelfSignedCertificate {

    private static final System.Logger LOG = System.getLogger(SelfSignedCertificate.class.getName());
    private static final String PASSWORD_VARIABLE = "ECLUSE_KEYTOOL_PASSWORD";
    private static final String TEN_YEARS = "3650";
    private static final int KEYTOOL_SECONDS = 60;

    private SelfSignedCertificate() {}

    /** Does nothing if the keystore exists. The file is readable by its owner only. */
    static void makeIfMissing(TlsKeystore keystore, String hostName) throws IOException {
        if (!keystore.selfSignedIfMissing() || Files.exists(keystore.path())) return;
        Path target = keystore.path().toAbsolutePath();
        Files.createDirectories(target.getParent());
        // Made beside and moved, so that a half-written keystore is never taken for the real one.
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        run(command(keystore, hostName, fresh), keystore.password());
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, target);
        LOG.log(Level.INFO, "Made a self-signed certificate for {0} in {1}", hostName, target);
    }

    private static List<String> command(TlsKeystore keystore, String hostName, Path file) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "smtp",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + hostName,
                "-ext",
                "SAN=dns:" + hostName,
                "-validity",
                TEN_YEARS,
                "-storetype",
                keystore.type(),
                "-storepass:env",
                PASSWORD_VARIABLE,
                "-keypass:env",
                PASSWORD_VARIABLE,
                "-keystore",
                file.toString());
    }

    private static void run(List<String> command, String password) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD_VARIABLE, password);
        Process keytool = builder.start();
        keytool.getOutputStream().close();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!keytool.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS)) keytool.destroyForcibly();
            else if (keytool.exitValue() == 0) return;
            throw new IOException("keytool made no certificate: " + said.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a certificate", e);
        }
    }
}
