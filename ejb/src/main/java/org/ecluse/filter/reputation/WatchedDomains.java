package org.ecluse.filter.reputation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.ProvenSender;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.FreeMail;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.Link;

/**
 * The domains of a message that it is remembered for: its author's, if that is proven and not everybody's, and those that its links
 * lead to. Registered domains only; a bounded number.
 */
public final class WatchedDomains {
    static final String SENDER = "s ";
    static final String LINK = "l ";

    private static final int MOST_HOSTS = 50;
    private static final int MOST_LINKS = 8;

    private WatchedDomains() {}

    /** Names as the book keeps them: the kind, a blank, the domain. None of a mail that was not taken apart: it may cost too much. */
    public static List<String> of(MailTransaction mail) {
        if (mail.tokens().found().isEmpty()) {
            return List.of();
        }
        Optional<DomainName> author = mail.parsed().from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .map(EmailAddress::domain)
                .findFirst();
        List<String> names = new ArrayList<>();
        // Whoever is not proven may be anybody: his victims would be remembered for what he does.
        author.filter(domain -> !FreeMail.isFree(domain) && ProvenSender.proves(mail, domain))
                .flatMap(domain -> RegistrableDomain.find(domain.value()))
                .ifPresent(domain -> names.add(SENDER + domain));
        Set<String> own = new LinkedHashSet<>();
        author.flatMap(domain -> RegistrableDomain.find(domain.value())).ifPresent(own::add);
        mail.recipientDomains()
                .forEach(domain -> RegistrableDomain.find(domain.value()).ifPresent(own::add));
        mail.reading().links().stream()
                .filter(Link::isWeb)
                .map(Link::host)
                .distinct()
                .limit(MOST_HOSTS)
                .map(DomainName::parse) // what is no name of the DNS leads nowhere
                .flatMap(Optional::stream)
                .filter(host -> !FreeMail.isFree(host))
                .map(host -> RegistrableDomain.find(host.value()))
                .flatMap(Optional::stream)
                .filter(domain -> !own.contains(domain))
                .distinct()
                .limit(MOST_LINKS)
                .forEach(domain -> names.add(LINK + domain));
        return List.copyOf(names);
    }
}
