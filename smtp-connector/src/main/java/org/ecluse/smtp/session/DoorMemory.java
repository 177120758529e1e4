package org.ecluse.smtp.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is remembered of addresses that were turned away, so that the next time it costs no session: those whose sessions end
 * in errors, one after the other, until they have been quiet for a minute; and those that the listener refused for the
 * moment, for a few seconds. Bounded in number; safe for use by many threads.
 */
final class DoorMemory {

    /** How long an address must be quiet, and within what time its faulty sessions are counted. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** How long the listener's temporary refusal is repeated without asking again. */
    static final Duration REPEATED = Duration.ofSeconds(5);

    private static final int MOST_REMEMBERED = 10_000;
    private static final byte[] NONE = {};

    /** What ends a session and no mail server does. */
    private static final Set<ProtocolFault> OFFENCES =
            Set.of(ProtocolFault.TOO_MANY_BAD_COMMANDS, ProtocolFault.NOT_SMTP, ProtocolFault.TOO_SLOW);

    private final int mostFaultySessions;
    private final Map<InetAddress, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Known> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** Of one address. */
    private static final class Known {
        private int faultySessions;
        private long faultyAt;
        private byte[] refusal = NONE;
        private long refusedAt;
    }

    /** @param mostFaultySessions of one address, each less than a minute after the one before; 0: nothing is remembered */
    DoorMemory(int mostFaultySessions) {
        this.mostFaultySessions = mostFaultySessions;
    }

    /**
     * A session of the client is over.
     *
     * @param brought whether it brought a message: then the client is a mail server, and what went wrong before is forgotten
     */
    void ended(InetAddress client, Set<ProtocolFault> faults, boolean brought, long nowNanos) {
        boolean offended = faults.stream().anyMatch(OFFENCES::contains);
        if (mostFaultySessions == 0 || !offended && !brought) return;
        synchronized (known) {
            if (brought) {
                known.remove(client);
                return;
            }
            Known one = known.computeIfAbsent(client, address -> new Known());
            one.faultySessions = nowNanos - one.faultyAt > WINDOW.toNanos() ? 1 : one.faultySessions + 1;
            one.faultyAt = nowNanos;
        }
    }

    /** The listener refused the client for the moment. @param reply the whole line */
    void refused(InetAddress client, byte[] reply, long nowNanos) {
        if (mostFaultySessions == 0) return;
        synchronized (known) {
            Known one = known.computeIfAbsent(client, address -> new Known());
            one.refusal = reply;
            one.refusedAt = nowNanos;
        }
    }

    /** The whole line that the client hears at the door; empty: it may come in. */
    Optional<byte[]> refusal(InetAddress client, long nowNanos) {
        synchronized (known) {
            Known one = known.isEmpty() ? null : known.get(client);
            if (one == null) return Optional.empty();
            if (one.faultySessions >= mostFaultySessions && nowNanos - one.faultyAt <= WINDOW.toNanos()) {
                return Optional.of(ProtocolReply.TOO_MANY_FAULTY_SESSIONS.wire());
            }
            return Optional.of(one.refusal)
                    .filter(reply -> reply.length > 0 && nowNanos - one.refusedAt <= REPEATED.toNanos());
        }
    }
}
