package org.ecluse.mail;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

/**
 * What is known of the SMTP session that brought a message.
 *
 * @param role of the listener: {@code mx}, {@code relay} or {@code submission}
 * @param helo argument of EHLO or HELO as given, possibly no valid domain
 * @param protocolFaults symbols noted by the session, such as {@code EARLY_TALKER}
 */
public record SessionFacts(
        String role,
        InetAddress client,
        String helo,
        boolean esmtp,
        boolean tls,
        boolean smtpUtf8,
        List<String> protocolFaults,
        Instant startedAt) {
    public SessionFacts {
        protocolFaults = List.copyOf(protocolFaults);
    }
}
