package org.ecluse.queue.smtp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections at rest, by server address: at most 5 s and 100 mails each, the one used last is taken first. */
final class ConnectionPool {
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    private static final int MOST_TRANSACTIONS = 100;

    private final Map<HopAddress, Deque<SmtpConnection>> resting = new HashMap<>();

    Optional<SmtpConnection> take(HopAddress hop) {
        while (true) {
            SmtpConnection connection;
            synchronized (this) {
                Deque<SmtpConnection> of = resting.get(hop);
                connection = of == null ? null : of.pollLast();
                if (of != null && of.isEmpty()) {
                    resting.remove(hop);
                }
            }
            if (connection == null) {
                return Optional.empty();
            }
            if (isFresh(connection) && connection.isQuiet()) {
                return Optional.of(connection);
            }
            connection.close();
        }
    }

    void giveBack(SmtpConnection connection) {
        connection.transactionDone();
        if (connection.transactions() >= MOST_TRANSACTIONS) {
            connection.quit();
            return;
        }
        synchronized (this) {
            resting.computeIfAbsent(connection.hop(), hop -> new ArrayDeque<>()).addLast(connection);
        }
    }

    /** Says good-bye to connections that have rested too long, or to all. */
    void endResting(boolean all) {
        List<SmtpConnection> old = new ArrayList<>();
        synchronized (this) {
            resting.values()
                    .forEach(of -> of.removeIf(connection -> {
                        boolean over = all || !isFresh(connection);
                        if (over) {
                            old.add(connection);
                        }
                        return over;
                    }));
            resting.values().removeIf(Deque::isEmpty);
        }
        old.forEach(SmtpConnection::quit);
    }

    private static boolean isFresh(SmtpConnection connection) {
        return connection.idleNanos() < LONGEST_REST.toNanos();
    }
}
