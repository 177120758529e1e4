package org.ecluse.smtp.session;

import java.time.Duration;

/**
 * What one listener allows.
 *
 * @param maxSessions sessions at once over all clients
 * @param maxSizeBytes largest body, as announced with SIZE
 * @param maxHeaderBytes largest header block of a body
 * @param maxRecipients accepted recipients of one transaction
 * @param maxBadCommands protocol errors of one session before it is closed
 * @param idleTimeout longest silence of a client
 * @param busyIdleTimeout the same while more than 80 % of the sessions are taken
 * @param busyMaxPerAddress connections of one address while busy
 * @param busyMaxPerNetwork connections of one /24 or /64 while busy
 * @param sessionDeadline longest life of a session; a running transaction gets a minute more
 * @param commandTime a command line once begun, a TLS handshake or a PROXY header must be whole after it
 * @param dataMinBytesPerSecond slowest rate of a body
 * @param dataRateWindow the time over which that rate is taken, again and again
 * @param maxFaultySessions sessions of one address in a row that may end in errors, each less than a minute after the one
 *     before, until the address hears 421 at the door; 0: nothing is remembered of an address
 * @param refusalDelay how long a client that is refused for what its own address or network does waits to hear it
 */
public record SessionLimits(
        int maxSessions,
        long maxSizeBytes,
        long maxHeaderBytes,
        int maxRecipients,
        int maxBadCommands,
        Duration idleTimeout,
        Duration busyIdleTimeout,
        int busyMaxPerAddress,
        int busyMaxPerNetwork,
        Duration sessionDeadline,
        Duration commandTime,
        long dataMinBytesPerSecond,
        Duration dataRateWindow,
        int maxFaultySessions,
        Duration refusalDelay) {

    public static final Duration BUSY_IDLE_TIMEOUT = Duration.ofSeconds(10);
    public static final int BUSY_MAX_PER_ADDRESS = 20;
    public static final int BUSY_MAX_PER_NETWORK = 100;
    public static final Duration DATA_RATE_WINDOW = Duration.ofSeconds(30);
    public static final Duration REFUSAL_DELAY = Duration.ofSeconds(5);

    public SessionLimits {
        if (maxSessions < 1) throw new IllegalArgumentException("maxSessions " + maxSessions);
        if (maxSizeBytes < 1) throw new IllegalArgumentException("maxSizeBytes " + maxSizeBytes);
        if (maxHeaderBytes < 1) throw new IllegalArgumentException("maxHeaderBytes " + maxHeaderBytes);
        if (maxRecipients < 1) throw new IllegalArgumentException("maxRecipients " + maxRecipients);
        if (maxFaultySessions < 0) throw new IllegalArgumentException("maxFaultySessions " + maxFaultySessions);
        if (maxBadCommands < 1) throw new IllegalArgumentException("maxBadCommands " + maxBadCommands);
    }

    /** Sessions above which the listener is busy: 80 %. */
    int busyAbove() {
        return (int) (maxSessions * 0.8);
    }

    Duration idleTimeout(boolean busy) {
        return busy && busyIdleTimeout.compareTo(idleTimeout) < 0 ? busyIdleTimeout : idleTimeout;
    }

    /** While busy a client must not hold a session longer with trickling than with silence. */
    Duration commandTime(boolean busy) {
        return busy && busyIdleTimeout.compareTo(commandTime) < 0 ? busyIdleTimeout : commandTime;
    }

    Duration dataRateWindow(boolean busy) {
        return busy && busyIdleTimeout.compareTo(dataRateWindow) < 0 ? busyIdleTimeout : dataRateWindow;
    }
}
