package org.ecluse.smtp.session;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts sessions, all together and by address and network, and says who may come in. */
final class SessionGuard {

    private record Network(long prefix, boolean v4) {}

    private final SessionLimits limits;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Map<Network, Integer> byNetwork = new HashMap<>();
    private volatile int open;

    SessionGuard(SessionLimits limits) {
        this.limits = limits;
    }

    /** The place of one session: one of all, and one of those of its client's address once that is known. */
    final class Place {
        private Optional<InetAddress> client = Optional.empty();
        private boolean left;

        /** Counts the session for this address from now on, or gives the reply that refuses it. */
        Optional<ProtocolReply> belongsTo(InetAddress address) {
            synchronized (SessionGuard.this) {
                client.ifPresent(SessionGuard.this::uncount);
                client = Optional.empty();
                Optional<ProtocolReply> refusal = refusal(address, open);
                if (refusal.isEmpty()) {
                    count(address);
                    client = Optional.of(address);
                }
                return refusal;
            }
        }

        /** Gives the place back; once is enough. */
        void leave() {
            synchronized (SessionGuard.this) {
                if (left) return;
                left = true;
                client.ifPresent(SessionGuard.this::uncount);
                open = open - 1;
                if (open == 0) SessionGuard.this.notifyAll();
            }
        }
    }

    /** What one more session of this client would hear, without counting it. A proxy stands for many clients and has no limit. */
    synchronized Optional<ProtocolReply> refusesNow(InetAddress client, boolean proxy) {
        if (open >= limits.maxSessions()) return Optional.of(ProtocolReply.BUSY);
        return proxy ? Optional.empty() : refusal(client, open + 1);
    }

    /** A place for one more session, or empty if there is none. */
    synchronized Optional<Place> enter() {
        if (open >= limits.maxSessions()) return Optional.empty();
        open = open + 1;
        return Optional.of(new Place());
    }

    /** Whether more than 80 % of the sessions are taken. */
    boolean isBusy() {
        return open >= limits.busyAbove();
    }

    int open() {
        return open;
    }

    /** Waits until nobody is in; whether that came true in time. */
    synchronized boolean awaitEmpty(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000L;
        while (open > 0) {
            long left = (until - System.nanoTime()) / 1_000_000L;
            if (left <= 0) return false;
            wait(left);
        }
        return true;
    }

    /** @param sessions this one among them */
    private Optional<ProtocolReply> refusal(InetAddress client, int sessions) {
        if (sessions <= limits.busyAbove()) return Optional.empty();
        if (byAddress.getOrDefault(client, 0) >= limits.busyMaxPerAddress()) {
            return Optional.of(ProtocolReply.BUSY_FOR_ADDRESS);
        }
        if (byNetwork.getOrDefault(network(client), 0) >= limits.busyMaxPerNetwork()) {
            return Optional.of(ProtocolReply.BUSY_FOR_NETWORK);
        }
        return Optional.empty();
    }

    private void count(InetAddress client) {
        byAddress.merge(client, 1, Integer::sum);
        byNetwork.merge(network(client), 1, Integer::sum);
    }

    private void uncount(InetAddress client) {
        byAddress.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        byNetwork.computeIfPresent(network(client), (key, count) -> count == 1 ? null : count - 1);
    }

    /** The /24 of an IPv4, the /64 of an IPv6 address. */
    private static Network network(InetAddress address) {
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        if (address instanceof Inet4Address) return new Network(octets.getInt() >>> 8, true);
        return new Network(octets.getLong(), false);
    }
}
