package org.ecluse.smtp.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Addresses whose sessions end in errors, one after the other: they hear a temporary refusal at the door until they have
 * been quiet for a minute. Bounded in number; safe for use by many threads.
 */
final class Offenders {

    /** How long an address must be quiet, and within what time its faulty sessions are counted. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 10_000;

    /** What ends a session and no mail server does. */
    private static final Set<ProtocolFault> OFFENCES =
            Set.of(ProtocolFault.TOO_MANY_BAD_COMMANDS, ProtocolFault.NOT_SMTP, ProtocolFault.TOO_SLOW);

    private final int mostFaultySessions;
    private final Map<InetAddress, Record> records = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Record> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Record(int sessions, long lastNanos) {
        boolean isOver(long now) {
            return now - lastNanos > WINDOW.toNanos();
        }
    }

    /** @param mostFaultySessions of one address, each less than a minute after the one before; 0: any number */
    Offenders(int mostFaultySessions) {
        this.mostFaultySessions = mostFaultySessions;
    }

    /** A session of the client is over. */
    void ended(InetAddress client, Set<ProtocolFault> faults, long nowNanos) {
        if (mostFaultySessions == 0 || faults.stream().noneMatch(OFFENCES::contains)) return;
        synchronized (records) {
            records.merge(
                    client,
                    new Record(1, nowNanos),
                    (old, one) -> old.isOver(nowNanos) ? one : new Record(old.sessions() + 1, nowNanos));
        }
    }

    boolean holds(InetAddress client, long nowNanos) {
        synchronized (records) {
            if (records.isEmpty()) return false;
            Record found = records.get(client);
            return found != null && found.sessions() >= mostFaultySessions && !found.isOver(nowNanos);
        }
    }
}
