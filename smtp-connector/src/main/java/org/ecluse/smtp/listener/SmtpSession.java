package org.ecluse.smtp.listener;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One connection of one client, and the listener's own state beside it. */
public interface SmtpSession {

    /** Names the session in logs; unique in this process' life. */
    String id();

    /**
     * The client's address and port; behind a configured proxy or XCLIENT peer those that it announced. No reverse
     * look-up was made. 0.0.0.0 if the peer could not tell; port 0 if it did not.
     */
    InetSocketAddress client();

    /** The address and port the client connected to, as the proxy tells it. */
    InetSocketAddress local();

    /** The listener's role: {@code mx}, {@code relay} or {@code submission}. */
    String role();

    /** The argument of the last HELO or EHLO; {@code ""} before it, and again after STARTTLS. */
    String helo();

    /** Whether the last greeting was EHLO. */
    boolean esmtp();

    /** Whether the connection is encrypted. */
    boolean tls();

    /** For example {@code TLSv1.3}. */
    Optional<String> tlsProtocol();

    /** For example {@code TLS_AES_256_GCM_SHA384}. */
    Optional<String> tlsCipher();

    /** The client's host name as a trusted peer gave it with XCLIENT, unchecked; empty without XCLIENT. */
    default Optional<String> clientName() {
        return Optional.empty();
    }

    /** The name the client signed in with, as a trusted peer gave it with XCLIENT; empty without XCLIENT. */
    default Optional<String> login() {
        return Optional.empty();
    }

    Instant startedAt();

    /**
     * What the client did that the protocol forbids but that did not end the session: symbols of
     * {@code org.ecluse.smtp.session.ProtocolFault} such as {@code EARLY_TALKER}, each at most once, in order.
     */
    List<String> protocolFaults();

    /** Whether the client spoke before the banner. */
    boolean earlyTalker();

    /** The listener's value of exactly this class, if one was set in this session. */
    <T> Optional<T> state(Class<T> type);

    /** Keeps a value for the rest of the session, in place of an earlier one of the same class. */
    void state(Object value);
}
