package org.ecluse.smtp.session;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A self-signed certificate as a first start makes it, and a client that trusts anybody. */
final class Keystores {

    private static final String PASSWORD = "changeit";

    private Keystores() {}

    static TlsKeystore selfSigned(Path file, String host) throws IOException {
        TlsKeystore keystore = new TlsKeystore(file, PASSWORD, "PKCS12", true);
        SelfSignedCertificate.makeIfMissing(keystore, host);
        return keystore;
    }

    static SSLContext trustingClient() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    /** A client's side of TLS over a connected socket, hands shaken. */
    static SSLSocket encrypted(Socket plain) throws Exception {
        SSLSocket socket = (SSLSocket) trustingClient().getSocketFactory().createSocket(plain, "mx.example", 0, true);
        socket.startHandshake();
        return socket;
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // The certificate was made a second ago.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
