package org.ecluse.queue.smtp;

/** Whether a next hop is spoken to over TLS. */
public enum TlsUse {
    NONE,
    /** If announced; in clear when the handshake fails. Certificates are not checked: there is nothing to fall back from. */
    OPPORTUNISTIC,
    /** Always, with a certificate that {@link ServerTrust} vouches for, or the mail waits. */
    REQUIRED
}
