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

    /** Counts a new session, or gives the reply that refuses it. */
    synchronized Optional<ProtocolReply> enter(InetAddress client) {
        if (open >= limits.maxSessions()) return Optional.of(ProtocolReply.BUSY);
        Network network = network(client);
        if (isBusy()) {
            if (byAddress.getOrDefault(client, 0) >= limits.busyMaxPerAddress()) {
                return Optional.of(ProtocolReply.BUSY_FOR_ADDRESS);
            }
            if (byNetwork.getOrDefault(network, 0) >= limits.busyMaxPerNetwork()) {
                return Optional.of(ProtocolReply.BUSY_FOR_NETWORK);
            }
        }
        open = open + 1;
        byAddress.merge(client, 1, Integer::sum);
        byNetwork.merge(network, 1, Integer::sum);
        return Optional.empty();
    }

    synchronized void leave(InetAddress client) {
        open = open - 1;
        byAddress.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        byNetwork.computeIfPresent(network(client), (key, count) -> count == 1 ? null : count - 1);
        if (open == 0) notifyAll();
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

    /** The /24 of an IPv4, the /64 of an IPv6 address. */
    private static Network network(InetAddress address) {
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        if (address instanceof Inet4Address) return new Network(octets.getInt() >>> 8, true);
        return new Network(octets.getLong(), false);
    }
}
