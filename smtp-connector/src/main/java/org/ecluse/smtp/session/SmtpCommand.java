package org.ecluse.smtp.session;

import java.io.IOException;

/** One verb of the protocol. Stateless: everything it needs is in the conversation. */
interface SmtpCommand {

    /** RFC 5321 section 4.5.3.1.4. */
    int LINE_OCTETS = 512;

    void execute(Conversation conversation, String argument) throws IOException;

    /** Longest line with its CRLF. */
    default int maxLineOctets() {
        return LINE_OCTETS;
    }

    /** Whether the client has to wait for the reply before it sends on (RFC 2920 section 3.1). */
    default boolean endsGroup() {
        return false;
    }

    /** Whether it is allowed in clear where TLS is required (RFC 3207 section 4). */
    default boolean allowedInClear() {
        return false;
    }

    /** Whether it bounds itself, or cannot be said twice; others are counted as long as no mail comes. */
    default boolean isBounded() {
        return false;
    }
}
