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
    /** Sent on after EHLO, HELO or DATA without waiting for the reply (RFC 2920 section 3.1). */
    PIPELINING_ABUSE,
    /** A body line of more than 998 characters (RFC 5322 section 2.1.1). */
    LONG_LINE,
    /** HELO or EHLO with something that is neither a domain nor an address literal. */
    ODD_HELO,
    /** {@code MAIL FROM: <…>}, which RFC 5321 section 3.3 forbids. */
    SPACE_AFTER_COLON
}
