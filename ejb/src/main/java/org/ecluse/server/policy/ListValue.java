package org.ecluse.server.policy;

import java.util.Collection;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.net.IpNetwork;
import org.ecluse.policy.ListEntry.Kind;

/** What people write on lists, in the form that is compared. */
public final class ListValue {
    private ListValue() {}

    /** Address key, domain in A-labels or network in CIDR form; empty if {@code written} is none of the wanted kind. */
    public static Optional<String> normalized(Kind kind, String written) {
        String text = written.strip();
        if (kind == Kind.IP) {
            return IpNetwork.parse(text).map(IpNetwork::toString);
        }
        if (kind == Kind.ADDRESS) {
            return EmailAddress.parse(text).map(EmailAddress::key);
        }
        String domain = text.startsWith("@") ? text.substring(1) : text;
        return DomainName.parse(domain).map(DomainName::value).filter(name -> name.contains("."));
    }

    /** True if mail that shows one of the customer's own domains could meet this entry (B6). */
    public static boolean meetsOwnDomain(Kind kind, String value, Collection<DomainName> own) {
        if (kind == Kind.IP) {
            return false;
        }
        DomainName named = new DomainName(value.substring(value.lastIndexOf('@') + 1));
        // A domain's entry means its subdomains too, so the parent of an own domain meets it as well.
        return own.stream().anyMatch(mine -> named.isWithin(mine) || (kind == Kind.DOMAIN && mine.isWithin(named)));
    }
}
