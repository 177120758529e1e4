package org.ecluse.server.directory;

import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;

/**
 * What the recipient gate needs to know of a customer's domain.
 *
 * @param name the domain's own, also if it was asked for by another one
 * @param configVersion of the customer; a changed one makes cached snapshots void
 */
public record DomainFacts(
        long customerId,
        long configVersion,
        String locale,
        long domainId,
        DomainName name,
        RecipientCheck recipientCheck,
        UnknownRecipients unknownRecipients,
        Optional<EmailAddress> catchAll) {
    private static final long NOBODY = 0;

    /** A domain that mail was taken for and that is no customer's any more: its mail waits, undecided. */
    public static DomainFacts gone(DomainName name) {
        return new DomainFacts(
                NOBODY, 0, "en", NOBODY, name, RecipientCheck.ACCEPT_ALL, UnknownRecipients.REFUSE, Optional.empty());
    }

    /** An address of this domain, under its own name: what was written under another one means the same mailbox. */
    public EmailAddress main(EmailAddress address) {
        return address.domain().equals(name) ? address : new EmailAddress(address.localPart(), name);
    }

    public boolean isGone() {
        return customerId == NOBODY;
    }
}
