package org.ecluse.server.account;

import java.util.Collection;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.net.IpNetwork;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.policy.ListValue;

/** A sender in the form that is compared, which a user may put on a list. */
record ListSender(Kind kind, String value) {
    private static final String FIELD = "sender";

    /**
     * @param own domains of the owner's customer
     * @throws InvalidInputException it is no address or domain, or one that would let forgers in or keep colleagues out (B6)
     */
    static ListSender checked(Colour colour, String written, EmailAddress owner, Collection<DomainName> own) {
        ListSender sender = parsed(written.strip());
        if (sender.value().equals(owner.key())) {
            throw new InvalidInputException(FIELD, "error.list.self");
        }
        if (colour == Colour.ALLOW && ListValue.meetsOwnDomain(sender.kind(), sender.value(), own)) {
            throw new InvalidInputException(FIELD, "error.list.own");
        }
        if (sender.kind() == Kind.DOMAIN && ListValue.meetsOwnDomain(Kind.DOMAIN, sender.value(), own)) {
            throw new InvalidInputException(FIELD, "error.list.colleagues");
        }
        return sender;
    }

    private static ListSender parsed(String written) {
        // A server's network lets through all that it sends, for everybody's mail alike: that is the administrator's.
        if (IpNetwork.parse(written).isPresent()) {
            throw new InvalidInputException(FIELD, "error.list.network");
        }
        Kind kind = written.lastIndexOf('@') > 0 ? Kind.ADDRESS : Kind.DOMAIN;
        String value = ListValue.normalized(kind, written)
                .orElseThrow(() -> new InvalidInputException(FIELD, "error.list.sender"));
        if (kind == Kind.DOMAIN && RegistrableDomain.find(value).isEmpty()) {
            throw new InvalidInputException(FIELD, "error.list.suffix");
        }
        return new ListSender(kind, value);
    }
}
