package org.ecluse.queue.smtp;

import java.time.Duration;

/**
 * How long the client waits (RFC 5321 section 4.5.3.2). Each is a limit for the whole step, not for one read, so that a
 * server which sends a byte a minute holds no thread for ever.
 *
 * @param connect of TCP
 * @param reply greeting, EHLO, MAIL, RCPT, RSET and the TLS handshake (section: 5 minutes)
 * @param dataStart the 354 after DATA (2 minutes)
 * @param dataBlock one block of content that the server does not take (3 minutes)
 * @param dataEnd the reply after the final dot (10 minutes)
 */
public record SmtpTimeouts(Duration connect, Duration reply, Duration dataStart, Duration dataBlock, Duration dataEnd) {
    /** The standard's values, with a shorter one for the connection itself. */
    public static final SmtpTimeouts STANDARD = new SmtpTimeouts(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10));
}
