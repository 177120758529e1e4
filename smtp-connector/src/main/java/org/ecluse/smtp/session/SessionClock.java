package org.ecluse.smtp.session;

import java.time.Duration;

/**
 * Watches one session's time from another thread: silence, slow bodies, the deadline. A session that waits for the
 * listener is left alone.
 */
final class SessionClock {

    /** What the session's thread is doing. */
    enum Phase {
        /** Waits for a command outside a transaction. */
        IDLE,
        /** Waits for a command inside one. */
        TRANSACTION,
        /** Reads a body. */
        BODY,
        /** Works on a command, writes replies or shakes hands. */
        WORKING,
        /** Waits for the listener. */
        DECIDING
    }

    private static final long SECOND_NANOS = 1_000_000_000L;
    /** Time to write the last reply before the connection is cut. */
    private static final long ABORT_AFTER_NANOS = 5 * SECOND_NANOS;
    /** What a running transaction gets beyond the deadline. */
    private static final long TRANSACTION_GRACE_NANOS = 60 * SECOND_NANOS;

    private final Connection connection;
    private final SessionLimits limits;
    private final long startedAtNanos = System.nanoTime();
    private volatile Phase phase = Phase.WORKING;
    private volatile long heardAtNanos = startedAtNanos;
    private volatile long bodyStartedAtNanos;
    private volatile long bodyOctets;

    SessionClock(Connection connection, SessionLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    void enter(Phase next) {
        heardAtNanos = System.nanoTime();
        phase = next;
    }

    void bodyStarts() {
        bodyOctets = 0;
        bodyStartedAtNanos = System.nanoTime();
        enter(Phase.BODY);
    }

    void bodyProgress(long octets) {
        bodyOctets = octets;
        heardAtNanos = System.nanoTime();
    }

    /** Whether the session is past its deadline. */
    boolean isOverdue() {
        return System.nanoTime() - startedAtNanos > limits.sessionDeadline().toNanos();
    }

    /** The server stops: a session between two transactions ends now, others when theirs is over. */
    void stopIfWaiting() {
        if (phase == Phase.IDLE) connection.expire(ProtocolReply.STOPPING);
    }

    void abort() {
        connection.expire(ProtocolReply.STOPPING);
        connection.abort();
    }

    /** Ends the session if it has to end; called again and again by the watchdog. */
    void check(boolean busy) {
        long now = System.nanoTime();
        if (connection.expiry().isPresent()) {
            if (phase != Phase.DECIDING && now - connection.expiredAtNanos() > ABORT_AFTER_NANOS) connection.abort();
            return;
        }
        if (phase == Phase.DECIDING) return;
        Duration silence = busy ? limits.busyIdleTimeout() : limits.idleTimeout();
        long overdueNanos = now - startedAtNanos - limits.sessionDeadline().toNanos();
        if (now - heardAtNanos > silence.toNanos()) connection.expire(ProtocolReply.IDLE);
        else if (phase == Phase.BODY && isTooSlow(now)) connection.expire(ProtocolReply.TOO_SLOW);
        else if (overdueNanos > (phase == Phase.IDLE ? 0 : TRANSACTION_GRACE_NANOS)) {
            connection.expire(ProtocolReply.DEADLINE);
        }
    }

    private boolean isTooSlow(long now) {
        long nanos = now - bodyStartedAtNanos;
        if (nanos < limits.dataRateGrace().toNanos()) return false;
        return bodyOctets < limits.dataMinBytesPerSecond() * (nanos / SECOND_NANOS);
    }
}
