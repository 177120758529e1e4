package org.ecluse.dnslist;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.RegistrableDomain;

/** Names under which a list is asked (RFC 5782 sections 2.1, 2.4, 2.2). */
public final class ListQuestion {
    private static final int LONGEST_NAME = 253;

    private ListQuestion() {}

    /** About a client's address; empty if the list is not asked about such addresses. */
    public static Optional<String> about(InetAddress client, DnsList list) {
        Subject family = client.getAddress().length == 4 ? Subject.IPV4 : Subject.IPV6;
        return list.asked().contains(family)
                ? Optional.of(reversed(client.getAddress()) + "." + list.zone().value())
                : Optional.empty();
    }

    /** About a domain and the registered domain it lies in; empty if the list is not asked about domains, or the domain is none. */
    public static List<String> about(DomainName domain, DnsList list) {
        Optional<String> registered = RegistrableDomain.find(domain.value());
        // A number in place of a domain, which anyone can write into MAIL FROM, makes lists complain of a wrong use.
        if (!list.asked().contains(Subject.DOMAIN) || registered.isEmpty() || isNumber(domain)) {
            return List.of();
        }
        return Stream.of(domain.value(), registered.get())
                .distinct()
                .map(name -> name + "." + list.zone().value())
                .filter(name -> name.length() <= LONGEST_NAME)
                .toList();
    }

    /** The octets of an IPv4 address, or the nibbles of an IPv6 one, last first. */
    static String reversed(byte[] address) {
        StringBuilder name = new StringBuilder();
        for (int i = address.length - 1; i >= 0; i--) {
            int octet = address[i] & 0xff;
            String part = address.length == 4
                    ? Integer.toString(octet)
                    : Integer.toHexString(octet & 15) + "." + Integer.toHexString(octet >> 4);
            name.append(name.isEmpty() ? "" : ".").append(part);
        }
        return name.toString();
    }

    private static boolean isNumber(DomainName domain) {
        String value = domain.value();
        return value.substring(value.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
