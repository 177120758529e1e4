package org.ecluse.queue.smtp;

import java.net.InetAddress;

/**
 * One address of one server, already allowed by the outbound guard.
 *
 * @param host name for logs and TLS
 * @param trust what vouches for its certificate, where TLS is required
 * @param lmtp LMTP instead of SMTP (RFC 2033)
 */
public record HopAddress(String host, InetAddress address, int port, TlsUse tls, ServerTrust trust, boolean lmtp) {
    public HopAddress(String host, InetAddress address, int port, TlsUse tls, boolean lmtp) {
        this(host, address, port, tls, ServerTrust.AUTHORITIES, lmtp);
    }

    @Override
    public String toString() {
        String ip = address.getHostAddress();
        return (host.equals(ip) ? "" : host + " ") + "[" + ip + "]:" + port;
    }
}
