package org.ecluse.smtp.session;

import java.time.Duration;

/**
 * What one listener allows.
 *
 * @param maxSessions sessions at once over all clients
 * @param maxSizeBytes largest body, as announced with SIZE
 * @param maxRecipients accepted recipients of one transaction
 * @param maxBadCommands protocol errors of one session before it is closed
 * @param idleTimeout longest silence of a client
 * @param busyIdleTimeout the same while more than 80 % of the sessions are taken
 * @param busyMaxPerAddress connections of one address while busy
 * @param busyMaxPerNetwork connections of one /24 or /64 while busy
 * @param sessionDeadline longest life of a session; a running transaction gets a minute more
 * @param dataMinBytesPerSecond slowest average of a body
 * @param dataRateGrace how long a body may take before its average counts
 */
public record SessionLimits(
        int maxSessions,
        long maxSizeBytes,
        int maxRecipients,
        int maxBadCommands,
        Duration idleTimeout,
        Duration busyIdleTimeout,
        int busyMaxPerAddress,
        int busyMaxPerNetwork,
        Duration sessionDeadline,
        long dataMinBytesPerSecond,
        Duration dataRateGrace) {

    public static final Duration BUSY_IDLE_TIMEOUT = Duration.ofSeconds(10);
    public static final int BUSY_MAX_PER_ADDRESS = 20;
    public static final int BUSY_MAX_PER_NETWORK = 100;
    public static final Duration DATA_RATE_GRACE = Duration.ofSeconds(30);

    public SessionLimits {
        if (maxSessions < 1) throw new IllegalArgumentException("maxSessions " + maxSessions);
        if (maxSizeBytes < 1) throw new IllegalArgumentException("maxSizeBytes " + maxSizeBytes);
        if (maxRecipients < 1) throw new IllegalArgumentException("maxRecipients " + maxRecipients);
        if (maxBadCommands < 1) throw new IllegalArgumentException("maxBadCommands " + maxBadCommands);
    }

    /** Sessions above which the listener is busy: 80 %. */
    int busyAbove() {
        return (int) (maxSessions * 0.8);
    }
}
