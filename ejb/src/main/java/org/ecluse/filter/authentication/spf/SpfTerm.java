package org.ecluse.filter.authentication.spf;

import java.net.InetAddress;
import java.util.Optional;
import org.ecluse.filter.SenderFacts.SpfResult;

/**
 * A directive of a record (RFC 7208 section 4.6.1).
 *
 * @param qualifier the result if the mechanism matches
 * @param target domain-spec, empty: the current domain
 * @param network of ip4 and ip6
 * @param ip4Bits prefix length for IPv4 clients
 * @param ip6Bits prefix length for IPv6 clients
 */
record SpfTerm(
        SpfResult qualifier,
        Mechanism mechanism,
        Optional<MacroString> target,
        Optional<InetAddress> network,
        int ip4Bits,
        int ip6Bits) {
    enum Mechanism {
        ALL,
        INCLUDE,
        A,
        MX,
        PTR,
        IP4,
        IP6,
        EXISTS
    }
}
