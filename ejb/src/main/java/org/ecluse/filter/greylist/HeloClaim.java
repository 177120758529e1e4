package org.ecluse.filter.greylist;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.SpecialNetworks;

/**
 * Tells clear forgeries in HELO from mere mistakes. A name that does not resolve to the client is common among honest senders and
 * never a forgery by itself.
 */
public final class HeloClaim {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "localhost.localdomain");

    private HeloClaim() {}

    /**
     * Names that only this service has.
     *
     * @param domains in lower case; names below them are meant too
     * @param address where the client connected to
     */
    public record OwnNames(Set<String> domains, InetAddress address) {
        public OwnNames {
            domains = Set.copyOf(domains);
        }
    }

    /** Whether the client claims to be us, this machine, or another public address than its own. */
    public static boolean isForged(String helo, InetAddress client, OwnNames own) {
        Optional<InetAddress> literal = literal(helo);
        if (literal.isPresent()) {
            return !literal.get().equals(client) && isMeaningful(literal.get(), own);
        }
        String name = helo.toLowerCase(Locale.ROOT);
        boolean ours = own.domains().stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
        return ours && !client.equals(own.address()) || LOCAL_NAMES.contains(name) && !SpecialNetworks.isLocal(client);
    }

    /** Behind a translator of addresses, honest servers greet with their private one. */
    private static boolean isMeaningful(InetAddress claimed, OwnNames own) {
        return claimed.equals(own.address()) || !SpecialNetworks.isSpecial(claimed);
    }

    /** {@code [192.0.2.1]}, {@code [IPv6:2001:db8::1]} (RFC 5321 section 4.1.3), or an address without brackets. */
    private static Optional<InetAddress> literal(String helo) {
        boolean bracketed = helo.startsWith("[") && helo.endsWith("]");
        String inner = bracketed ? helo.substring(1, helo.length() - 1) : helo;
        boolean tagged = inner.regionMatches(true, 0, "IPv6:", 0, 5);
        return IpNetwork.literal(tagged ? inner.substring(5) : inner);
    }
}
