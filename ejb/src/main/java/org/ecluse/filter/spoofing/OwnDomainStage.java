package org.ecluse.filter.spoofing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.ProvenSender;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Notes mail from outside that shows one of the customer's own domains, or whose sender is its recipient, and that nothing proves to
 * come from there (R1.12). The policy says what follows; no green entry for an address or domain defeats it.
 */
public final class OwnDomainStage implements RecipientStage {
    private static final String OUTSIDE = "mx";

    @Override
    public String name() {
        return "own-domain";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        if (!copy.message().session().role().equals(OUTSIDE)) {
            return StageResult.nothing();
        }
        List<EmailAddress> own =
                shown(copy).filter(address -> isOwn(address, copy)).toList();
        List<EmailAddress> unproven =
                own.stream().filter(address -> !isProven(address, copy)).toList();
        if (!unproven.isEmpty()) {
            return StageResult.of(unproven(unproven.get(0), copy.message()));
        }
        Optional<String> name = nameThatShowsOwnAddress(copy);
        if (name.isPresent()) {
            return StageResult.of(Finding.of(Ground.SPOOFED, name.get()));
        }
        return own.isEmpty()
                ? StageResult.nothing()
                : StageResult.of(Finding.of("OWN_DOMAIN_PROVEN", own.get(0).toString()));
    }

    private static Finding unproven(EmailAddress address, MailTransaction mail) {
        boolean unsure = ProvenSender.isUnsure(mail, address.domain());
        return Finding.of(unsure ? Ground.OWN_DOMAIN_UNCHECKED : Ground.SPOOFED, address.toString());
    }

    private static Stream<EmailAddress> shown(RecipientTransaction copy) {
        return Stream.concat(
                copy.message().envelope().from().address().stream(),
                copy.message().parsed().from().stream().map(Mailbox::address).flatMap(Optional::stream));
    }

    private static boolean isOwn(EmailAddress address, RecipientTransaction copy) {
        return address.key().equals(copy.recipient().key())
                || ownDomains(copy).anyMatch(own -> address.domain().isWithin(own));
    }

    /** A neighbour under the same registrant, such as another faculty, does not speak for the customer: only the customer's own names do. */
    private static boolean isProven(EmailAddress address, RecipientTransaction copy) {
        return ProvenSender.proves(
                copy.message(),
                address.domain(),
                proven -> ownDomains(copy).anyMatch(own -> proven.isWithin(own) || own.isWithin(proven)));
    }

    /**
     * A display name with an own address in it, as many mail programs show nothing else, from a stranger whom nothing identifies;
     * services that write in somebody's name say who they are.
     */
    private static Optional<String> nameThatShowsOwnAddress(RecipientTransaction copy) {
        return copy.message().parsed().from().stream()
                .filter(mailbox -> showsOwnAddress(mailbox.displayName(), copy))
                .filter(mailbox -> mailbox.address()
                        .filter(address ->
                                isOwn(address, copy) || ProvenSender.proves(copy.message(), address.domain()))
                        .isEmpty())
                .map(Mailbox::displayName)
                .findFirst();
    }

    private static boolean showsOwnAddress(String displayName, RecipientTransaction copy) {
        String lower = displayName.toLowerCase(Locale.ROOT);
        return ownDomains(copy).map(own -> "@" + own).anyMatch(own -> {
            int at = lower.indexOf(own);
            int end = at + own.length();
            return at > 0
                    && lower.charAt(at - 1) > ' '
                    && (end == lower.length() || !isDomainCharacter(lower.charAt(end)));
        });
    }

    private static boolean isDomainCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '.';
    }

    private static Stream<DomainName> ownDomains(RecipientTransaction copy) {
        return copy.policy().ownDomains().stream();
    }
}
