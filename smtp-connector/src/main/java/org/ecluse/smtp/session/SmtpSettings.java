package org.ecluse.smtp.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One listener's settings.
 *
 * @param port 0 lets the system choose (tests)
 * @param role {@code mx}, {@code relay} or {@code submission}
 * @param hostName named in banner and EHLO reply
 * @param productName ends the banner (R1.3)
 * @param greetingPause how long to wait for early talkers before the banner
 * @param tls empty: there is no TLS, STARTTLS is not announced
 */
public record SmtpSettings(
        InetAddress bindAddress,
        int port,
        String role,
        String hostName,
        String productName,
        boolean smtpUtf8,
        Duration greetingPause,
        Optional<TlsSettings> tls,
        PeerNetworks peers,
        SessionLimits limits,
        SpoolSettings spool) {

    public SmtpSettings {
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("port " + port);
    }

    boolean requiresTls() {
        return tls.map(TlsSettings::required).orElse(false);
    }

    boolean implicitTls() {
        return tls.map(TlsSettings::implicit).orElse(false);
    }
}
