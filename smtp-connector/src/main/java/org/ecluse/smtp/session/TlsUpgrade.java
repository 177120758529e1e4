package org.ecluse.smtp.session;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Turns a connection into TLS 1.2 or 1.3, and reads the keystore again when its file has changed. */
final class TlsUpgrade {

    private static final System.Logger LOG = System.getLogger(TlsUpgrade.class.getName());
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final Duration CHECK_AFTER = Duration.ofSeconds(10);

    /** What tells one state of the file from another; a renamed-in file may be older than the one before. */
    private record Version(FileTime modified, long sizeBytes, Optional<Object> fileKey) {}

    private final TlsKeystore keystore;
    private final long checkAfterNanos;
    private volatile SSLContext context;
    private Version seen;
    private Optional<Object> complainedOf = Optional.empty();
    private long checkedAtNanos;

    /** Throws naming the keystore when it cannot be used. */
    TlsUpgrade(TlsKeystore keystore, String hostName) throws IOException {
        this(keystore, hostName, CHECK_AFTER);
    }

    /** @param checkAfter how long the file is not looked at again */
    TlsUpgrade(TlsKeystore keystore, String hostName, Duration checkAfter) throws IOException {
        this.keystore = keystore;
        checkAfterNanos = checkAfter.toNanos();
        try {
            SelfSignedCertificate.makeIfMissing(keystore, hostName);
            seen = version();
            context = load();
            checkedAtNanos = System.nanoTime();
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("tlsKeystore " + keystore + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A server-side socket over {@code plain}, not yet shaken hands. Never asks DNS. */
    SSLSocket over(Socket plain) throws IOException {
        InputStream nothingRead = null;
        SSLSocket socket = (SSLSocket) current().getSocketFactory().createSocket(plain, nothingRead, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        socket.setSSLParameters(parameters);
        return socket;
    }

    private synchronized SSLContext current() {
        long now = System.nanoTime();
        if (now - checkedAtNanos < checkAfterNanos) return context;
        checkedAtNanos = now;
        try {
            Version version = version();
            if (!version.equals(seen)) reload(version);
        } catch (IOException e) {
            complainOnce("gone", e);
        }
        return context;
    }

    /** A half-written file must not end TLS for everybody: the former key is used on, and the file tried again. */
    private void reload(Version version) {
        try {
            context = load();
            seen = version;
            complainedOf = Optional.empty();
            LOG.log(Level.INFO, "tlsKeystore {0} was read again", keystore);
        } catch (GeneralSecurityException | IOException e) {
            complainOnce(version, e);
        }
    }

    /** Once for each state of the file, not every ten seconds. */
    private void complainOnce(Object state, Exception cause) {
        if (complainedOf.filter(state::equals).isPresent()) return;
        complainedOf = Optional.of(state);
        LOG.log(Level.WARNING, "tlsKeystore " + keystore + " cannot be read again, the former key stays", cause);
    }

    private Version version() throws IOException {
        BasicFileAttributes file = Files.readAttributes(keystore.path(), BasicFileAttributes.class);
        return new Version(file.lastModifiedTime(), file.size(), Optional.ofNullable(file.fileKey()));
    }

    private SSLContext load() throws GeneralSecurityException, IOException {
        char[] password = keystore.password().toCharArray();
        KeyStore keys = KeyStore.getInstance(keystore.type());
        try (InputStream in = Files.newInputStream(keystore.path())) {
            keys.load(in, password);
        }
        if (!hasKey(keys)) throw new GeneralSecurityException("there is no private key in it");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        SSLContext fresh = SSLContext.getInstance("TLS");
        fresh.init(factory.getKeyManagers(), null, null);
        return fresh;
    }

    private static boolean hasKey(KeyStore keys) throws GeneralSecurityException {
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias)) return true;
        }
        return false;
    }
}
