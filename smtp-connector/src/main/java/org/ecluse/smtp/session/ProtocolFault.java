package org.ecluse.smtp.session;

/** What a client does that the protocol forbids and a session survives; findings of the connection later. */
public enum ProtocolFault {
    /** Spoke before the banner (RFC 5321 section 4.3.1). */
    EARLY_TALKER,
    /** A command line, or a line of a body, ended by LF alone. */
    BARE_LF,
    /** CR without LF in a command or a body. */
    BARE_CR,
    /** A NUL octet in a body. */
    NUL_OCTET,
    /**
     * Sent on without waiting for a reply it had to wait for: that to EHLO, HELO, DATA, STARTTLS, NOOP, VRFY or QUIT, or
     * any at all when the server had not announced PIPELINING to it (RFC 2920 section 3.1).
     */
    PIPELINING_ABUSE,
    /** A body line of more than 998 characters (RFC 5322 section 2.1.1). */
    LONG_LINE,
    /** HELO or EHLO with something that is neither a domain nor an address literal. */
    ODD_HELO,
    /** {@code MAIL FROM: <…>}, which RFC 5321 section 3.3 forbids. */
    SPACE_AFTER_COLON,
    /** Cut off: a command, handshake or body that came in too slowly. */
    TOO_SLOW,
    /** Cut off: too many protocol errors, or too many commands without any mail. */
    TOO_MANY_BAD_COMMANDS,
    /** Cut off: HTTP, TLS or something binary where SMTP commands belong. */
    NOT_SMTP
}
