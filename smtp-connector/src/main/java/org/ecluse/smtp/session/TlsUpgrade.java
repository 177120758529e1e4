package org.ecluse.smtp.session;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Turns a connection into TLS 1.2 or 1.3, and reads the keystore again when its file has changed. */
final class TlsUpgrade {

    private static final System.Logger LOG = System.getLogger(TlsUpgrade.class.getName());
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final long CHECK_AFTER_NANOS = 10_000_000_000L;

    private final TlsKeystore keystore;
    private volatile SSLContext context;
    private FileTime loadedVersion;
    private long checkedAtNanos;

    /** Throws naming the keystore when it cannot be used. */
    TlsUpgrade(TlsKeystore keystore, String hostName) throws IOException {
        this.keystore = keystore;
        try {
            SelfSignedCertificate.makeIfMissing(keystore, hostName);
            loadedVersion = Files.getLastModifiedTime(keystore.path());
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
        if (now - checkedAtNanos < CHECK_AFTER_NANOS) return context;
        checkedAtNanos = now;
        try {
            FileTime version = Files.getLastModifiedTime(keystore.path());
            if (!version.equals(loadedVersion)) {
                context = load();
                loadedVersion = version;
            }
        } catch (GeneralSecurityException | IOException e) {
            // A half-written file must not end TLS for everybody: the former key is used on.
            LOG.log(Level.WARNING, "tlsKeystore " + keystore + " cannot be read again", e);
        }
        return context;
    }

    private SSLContext load() throws GeneralSecurityException, IOException {
        char[] password = keystore.password().toCharArray();
        KeyStore keys = KeyStore.getInstance(keystore.type());
        try (InputStream in = Files.newInputStream(keystore.path())) {
            keys.load(in, password);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        SSLContext fresh = SSLContext.getInstance("TLS");
        fresh.init(factory.getKeyManagers(), null, null);
        return fresh;
    }
}
