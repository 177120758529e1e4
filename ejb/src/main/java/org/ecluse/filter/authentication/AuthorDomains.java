package org.ecluse.filter.authentication;

import java.util.List;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;

/** The domains that a message shows as its author's (RFC 9989 section 5.3.1). */
public final class AuthorDomains {
    private AuthorDomains() {}

    /** Different domains of all From fields in order, in A-labels; empty if no address can be read. */
    public static List<DomainName> of(ParsedMessage message) {
        return message.from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .map(EmailAddress::domain)
                .distinct()
                .toList();
    }
}
