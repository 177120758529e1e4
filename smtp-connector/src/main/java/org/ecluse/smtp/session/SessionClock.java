package org.ecluse.smtp.session;

import java.time.Duration;

/**
 * Watches one session's time from another thread: silence, trickling, the deadline. A session that waits for the
 * listener is left alone.
 */
final class SessionClock {

    /** What the session's thread is doing. */
    enum Phase {
        /** Reads a PROXY header or shakes hands for TLS. */
        OPENING,
        /** Waits for a command outside a transaction. */
        IDLE,
        /** Waits for a command inside one. */
        TRANSACTION,
        /** Reads a body. */
        BODY,
        /** Works on a command or writes replies. */
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
    private volatile boolean lineBegun;
    private volatile long lineBegunAtNanos;
    private volatile long bodyOctets;
    private volatile long windowFromNanos;
    private volatile long windowFromOctets;

    SessionClock(Connection connection, SessionLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    void enter(Phase next) {
        lineBegun = false;
        heardAtNanos = System.nanoTime();
        phase = next;
    }

    /** A part of a command line is here and its end is waited for. */
    void lineIncomplete() {
        if (lineBegun) return;
        lineBegunAtNanos = System.nanoTime();
        lineBegun = true;
    }

    void bodyStarts() {
        bodyOctets = 0;
        windowFromOctets = 0;
        windowFromNanos = System.nanoTime();
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
        Phase seen = phase;
        if (connection.expiry().isPresent()) {
            if (seen != Phase.DECIDING && now - connection.expiredAtNanos() > ABORT_AFTER_NANOS) connection.abort();
            return;
        }
        if (seen == Phase.DECIDING) return;
        long overdueNanos = now - startedAtNanos - limits.sessionDeadline().toNanos();
        boolean between = seen == Phase.IDLE || seen == Phase.OPENING;
        if (isOver(heardAtNanos, limits.idleTimeout(busy), now)) connection.expire(ProtocolReply.IDLE);
        else if (isTrickling(seen, busy, now)) connection.expire(ProtocolReply.TOO_SLOW);
        else if (overdueNanos > (between ? 0 : TRANSACTION_GRACE_NANOS)) connection.expire(ProtocolReply.DEADLINE);
    }

    private boolean isTrickling(Phase seen, boolean busy, long now) {
        return switch (seen) {
            case OPENING -> isOver(heardAtNanos, limits.commandTime(busy), now);
            case IDLE, TRANSACTION -> lineBegun && isOver(lineBegunAtNanos, limits.commandTime(busy), now);
            case BODY -> bodyIsTooSlow(limits.dataRateWindow(busy), now);
            case WORKING, DECIDING -> false;
        };
    }

    /** Each window must bring its share, so that a fast start buys no slow end. */
    private boolean bodyIsTooSlow(Duration window, long now) {
        long nanos = now - windowFromNanos;
        if (nanos < window.toNanos()) return false;
        long octets = bodyOctets;
        if (octets - windowFromOctets < limits.dataMinBytesPerSecond() * nanos / SECOND_NANOS) return true;
        windowFromNanos = now;
        windowFromOctets = octets;
        return false;
    }

    private static boolean isOver(long sinceNanos, Duration limit, long now) {
        return now - sinceNanos > limit.toNanos();
    }
}
