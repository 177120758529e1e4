package org.ecluse.queue.smtp;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS 1.2 and later. Opportunistic, it looks at no certificate: it keeps listeners out, as RFC 7435 has it. Required, the
 * certificate must be trusted and name the host (RFC 6125), or have the fingerprint that the destination names.
 */
final class TlsClient {
    private static final int MOST_REMEMBERED = 1_000;
    private static final SSLSocketFactory UNCHECKED = factory(new TrustManager[] {new OneCertificate("")});
    private static final ConcurrentHashMap<ServerTrust, SSLSocketFactory> CHECKED = new ConcurrentHashMap<>();

    private TlsClient() {}

    static SSLSocket handshake(Socket plain, HopAddress hop, Duration limit) throws IOException {
        boolean checked = hop.tls() == TlsUse.REQUIRED;
        SSLSocketFactory factory = checked ? checking(hop.trust()) : UNCHECKED;
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, hop.host(), hop.port(), true);
        socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (checked && hop.trust().fingerprint().isEmpty()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the host's name or address, in subjectAltName
            socket.setSSLParameters(parameters);
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, limit.toMillis()));
        socket.startHandshake();
        return socket;
    }

    private static SSLSocketFactory checking(ServerTrust trust) {
        if (CHECKED.size() > MOST_REMEMBERED) {
            CHECKED.clear();
        }
        return CHECKED.computeIfAbsent(trust, each -> factory(trustManagers(each)));
    }

    private static TrustManager[] trustManagers(ServerTrust trust) {
        if (trust.fingerprint().isPresent()) {
            return new TrustManager[] {new OneCertificate(trust.fingerprint().get())};
        }
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trust.authorities().isEmpty() ? null : keyStore(trust.authorities())); // null: Java's own
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("authorities that were read once cannot be used", e);
        }
    }

    private static KeyStore keyStore(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority" + i, authorities.get(i));
        }
        return store;
    }

    private static SSLSocketFactory factory(TrustManager[] trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this Java", e);
        }
    }

    /** Accepts the certificate of one fingerprint, or every certificate for "". */
    private static final class OneCertificate extends X509ExtendedTrustManager {
        private final String fingerprint;

        OneCertificate(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (fingerprint.isEmpty()) {
                return;
            }
            String shown = ServerTrust.fingerprint(chain[0]);
            if (!shown.equals(fingerprint)) {
                throw new CertificateException("the server's certificate has the fingerprint " + shown);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw clientsAreNotAsked();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw clientsAreNotAsked();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw clientsAreNotAsked();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }

        private static CertificateException clientsAreNotAsked() {
            return new CertificateException("this side asks no client for its certificate");
        }
    }
}
