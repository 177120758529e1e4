package org.ecluse.filter.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.Link;

/** How a mailing's fields let its readers leave: whether they say so in full, and to whom they lead. */
final class Leaving {
    private static final int MOST_TARGETS = 10;
    private static final String MAILTO = "mailto:";

    /** Services for mailings where readers leave at the service's own domain. */
    private static final Set<String> SERVICES = Set.of(
            "list-manage.com",
            "mailchimpapp.net",
            "kmail-lists.com",
            "sendgrid.net",
            "mjt.lu",
            "mailjet.com",
            "hubspotemail.net",
            "spmta.com",
            "sender-sib.com",
            "sendibm1.com",
            "constantcontact.com",
            "rs6.net",
            "createsend.com",
            "createsend1.com",
            "cmail19.com",
            "cmail20.com",
            "exacttarget.com",
            "exct.net",
            "mandrillapp.com",
            "mailgun.org",
            "mailersend.net",
            "mailerlite.com",
            "postmarkapp.com",
            "activehosted.com",
            "emailsp.com",
            "acemlna.com",
            "emsecure.net",
            "cleverreach.com",
            "rapidmail.de",
            "sarbacane.com",
            "infomaniak.com",
            "substack.com",
            "beehiiv.com");

    private Leaving() {}

    /** The field by which it says in full that it is a mailing: one click (RFC 8058), or RFC 2369 beside a list's name or "bulk". */
    static Optional<String> declaredBy(ParsedMessage parsed) {
        if (parsed.first("List-Unsubscribe").isEmpty()) {
            return Optional.empty();
        }
        boolean oneClick = parsed.first("List-Unsubscribe-Post")
                .filter(value -> value.replace(" ", "").equalsIgnoreCase("List-Unsubscribe=One-Click"))
                .isPresent();
        if (oneClick) {
            return Optional.of("List-Unsubscribe-Post");
        }
        if (parsed.first("List-Id").isPresent()) {
            return Optional.of("List-Id");
        }
        return parsed.first("Precedence")
                .filter(value -> value.strip().equalsIgnoreCase("bulk"))
                .map(value -> "Precedence");
    }

    /** Whether one leaves at the author's, the sender's, the signer's or a known service's; what leads elsewhere is seldom honest. */
    static boolean isAtTheSenders(MailTransaction mail) {
        List<String> senders = senders(mail);
        return targets(mail.parsed())
                .anyMatch(target -> SERVICES.contains(RegistrableDomain.of(target))
                        || senders.stream().anyMatch(sender -> RegistrableDomain.aligned(target, sender)));
    }

    private static List<String> senders(MailTransaction mail) {
        List<String> senders = new ArrayList<>();
        mail.parsed().from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .forEach(author -> senders.add(author.domain().value()));
        mail.envelope().from().address().map(EmailAddress::domain).ifPresent(domain -> senders.add(domain.value()));
        mail.authentication().dkim().stream()
                .filter(DkimVerdict::passed)
                .forEach(signature -> senders.add(signature.domain()));
        return senders;
    }

    private static Stream<String> targets(ParsedMessage parsed) {
        String[] words = parsed.first("List-Unsubscribe").orElse("").split("[<>,\\s]+", MOST_TARGETS);
        return Stream.of(words).map(Leaving::host).filter(host -> !host.isEmpty());
    }

    /** Host of a web address or of a mail address, "" of anything else. */
    private static String host(String target) {
        if (target.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
            return EmailAddress.parse(target.substring(MAILTO.length()).replaceFirst("\\?.*", ""))
                    .map(address -> address.domain().value())
                    .orElse("");
        }
        Link link = Link.of(target, "");
        return link.isWeb() ? link.host().toLowerCase(Locale.ROOT) : "";
    }
}
