package org.ecluse.filter.phishing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.ProvenSender;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.AddressFields;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.reading.Reading;

/**
 * A message as the signs of phishing are looked for.
 *
 * @param from first address of From
 * @param fromName the names that From shows, or ""
 * @param own looks like the customers' own domains
 */
record PhishingView(
        MailTransaction mail, Reading reading, Optional<EmailAddress> from, String fromName, LookAlikes own) {
    private static final String OUTSIDE = "mx";
    private static final int MOST_AUTHORS = 5;

    static PhishingView of(MailTransaction mail) {
        List<Mailbox> authors = mail.parsed().from();
        return new PhishingView(
                mail,
                mail.reading(),
                authors.stream().map(Mailbox::address).flatMap(Optional::stream).findFirst(),
                authors.stream()
                        .limit(MOST_AUTHORS)
                        .map(PhishingView::shownName)
                        .collect(Collectors.joining(" "))
                        .strip(),
                LookAlikes.ofDomains(mail.recipientDomains()));
    }

    /** What stands where a name belongs: mail programs show it although it is no address. */
    private static String shownName(Mailbox author) {
        return author.address().isPresent() ? author.displayName() : author.written();
    }

    /** Domain of the author's address, "" without one. */
    String fromDomain() {
        return from.map(address -> address.domain().value()).orElse("");
    }

    boolean isFromOwnDomain() {
        return isOwn(fromDomain());
    }

    /** Whether a host belongs to one of the customers concerned. */
    boolean isOwn(String host) {
        return mail.recipientDomains().stream()
                .map(DomainName::value)
                .anyMatch(own -> host.equals(own) || host.endsWith("." + own));
    }

    /** Something vouches for the author's domain: a signature, SPF or DMARC (decisions: proven sender). */
    boolean isProven() {
        return from.isPresent() && ProvenSender.proves(mail, from.get().domain());
    }

    /** One of many, from a sender who is proven and lets readers leave: firms have such mail sent from domains of their agencies. */
    boolean isOrdinaryBulk() {
        return mail.parsed().first("List-Unsubscribe").isPresent() && isProven();
    }

    /** Nothing vouches for the author's domain, everything could be asked, and its owner's records speak against the message. */
    boolean isForged() {
        if (from.isEmpty()
                || isProven()
                || ProvenSender.isUnsure(mail, from.get().domain())) {
            return false;
        }
        SpfResult spf = mail.senderFacts().spf();
        return mail.session().role().equals(OUTSIDE)
                && (mail.authentication().dmarc().result() == DmarcVerdict.Result.FAIL
                        || spf == SpfResult.FAIL
                        || spf == SpfResult.SOFTFAIL);
    }

    /** Addresses that answers go to, if others than From are named. */
    List<EmailAddress> repliesTo() {
        return mail.parsed().first("Reply-To").map(AddressFields::mailboxes).orElse(List.of()).stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The message says that it belongs to a conversation. */
    boolean hasThread() {
        return mail.parsed().first("In-Reply-To").isPresent()
                || mail.parsed().first("References").isPresent();
    }

    Set<DomainName> ownDomains() {
        return mail.recipientDomains();
    }
}
