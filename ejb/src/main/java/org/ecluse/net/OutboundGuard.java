package org.ecluse.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;

/**
 * Says to which addresses the service may connect when a name came from a customer or from the DNS (decisions: Security).
 * A name is resolved once and the caller connects to what came out: a second answer of the DNS cannot slip past the check.
 */
public final class OutboundGuard {
    private static final int MOST_ADDRESSES = 8;

    private final DnsLookup dns;
    private final List<IpNetwork> allowed;
    private final Set<Integer> ownPorts;

    /**
     * @param allowed networks that may be connected to although they are not public
     * @param ownPorts our own listeners: never a destination on any address of this machine
     */
    public OutboundGuard(DnsLookup dns, List<IpNetwork> allowed, Set<Integer> ownPorts) {
        this.dns = dns;
        this.allowed = List.copyOf(allowed);
        this.ownPorts = Set.copyOf(ownPorts);
    }

    /**
     * Addresses of {@code host}, IPv4 first, at most eight, all of them allowed.
     *
     * @param host name or address
     * @throws UnreachableHostException no address, no answer of the DNS, or one of the addresses is denied
     */
    public List<InetAddress> addresses(String host, int port) throws UnreachableHostException {
        List<InetAddress> found = resolve(host);
        for (InetAddress address : found) {
            // One denied address denies the name: a mixed answer is how rebinding is tried.
            if (!mayConnect(address, port)) {
                throw UnreachableHostException.denied(host + " [" + IpText.of(address) + "]:" + port);
            }
        }
        return found;
    }

    /** Whether a connection to exactly this address and port is allowed. */
    public boolean mayConnect(InetAddress address, int port) {
        if (ownPorts.contains(port) && isThisMachine(address)) {
            return false;
        }
        return !SpecialNetworks.isSpecial(address) || allowed.stream().anyMatch(network -> network.contains(address));
    }

    private List<InetAddress> resolve(String host) throws UnreachableHostException {
        Optional<InetAddress> literal = IpNetwork.literal(host);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        DnsAnswer<InetAddress> v4 = dns.a(host);
        DnsAnswer<InetAddress> v6 = dns.aaaa(host);
        List<InetAddress> all = new ArrayList<>(v4.records());
        all.addAll(v6.records());
        if (!all.isEmpty()) {
            return List.copyOf(all.subList(0, Math.min(all.size(), MOST_ADDRESSES)));
        }
        boolean unsure = v4.status() == Status.TEMPORARY_ERROR || v6.status() == Status.TEMPORARY_ERROR;
        throw unsure ? UnreachableHostException.noAnswer(host) : UnreachableHostException.noAddress(host);
    }

    private static boolean isThisMachine(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // not knowing is no permission
        }
    }
}
