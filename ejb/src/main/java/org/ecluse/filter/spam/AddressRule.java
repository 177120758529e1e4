package org.ecluse.filter.spam;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.mail.AddressFields;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.FreeMail;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.WebPlaces;

/** Who the message says it is from, where answers go, and to whom it is. */
final class AddressRule implements SpamRule {
    @Override
    public void examine(SpamView view, SpamNotes notes) {
        view.from().ifPresent(from -> from(from, view, notes));
        replyTo(view, notes);
        recipients(view, notes);
        envelope(view, notes);
    }

    private static void from(EmailAddress from, SpamView view, SpamNotes notes) {
        String local = from.localPart();
        long digits = local.chars().filter(Character::isDigit).count();
        notes.addIf(digits >= 4, "FROM_DIGITS", from.toString());
        notes.addIf(
                view.parsed().from().size() > 1,
                "FROM_SEVERAL",
                view.parsed().from().size() + " mailboxes");
        String name = view.fromName();
        int at = name.indexOf('@');
        if (at > 0 && at < name.length() - 3) {
            boolean same = name.toLowerCase(Locale.ROOT).contains(from.domain().value());
            notes.addIf(!same, "FROM_NAME_OTHER_ADDRESS", name);
        }
        boolean recipientDomain = view.mail().envelope().recipients().stream()
                .map(EmailAddress::domain)
                .anyMatch(domain -> name.toLowerCase(Locale.ROOT).contains(domain.value())
                        && !from.domain().isWithin(domain));
        notes.addIf(recipientDomain, "FROM_NAME_RECIPIENT_DOMAIN", name);
        notes.addIf(name.isEmpty(), "FROM_NO_NAME", from.toString());
        long letters = name.chars().filter(Character::isLetter).count();
        notes.addIf(
                letters >= 6 && name.chars().filter(Character::isUpperCase).count() == letters,
                "FROM_NAME_CAPITALS",
                name);
        notes.addIf(ScriptMix.isMixed(name), "FROM_NAME_MIXED_SCRIPT", name);
        notes.addIf(from.domain().value().contains("xn--"), "FROM_PUNYCODE", from.toString());
        notes.addIf(from.domain().value().split("\\.").length >= 5, "FROM_DEEP_DOMAIN", from.toString());
        notes.addIf(WebPlaces.isUnderDoubtfulEnding(from.domain().value()), "FROM_DOUBTFUL_TLD", from.toString());
    }

    private static void replyTo(SpamView view, SpamNotes notes) {
        List<EmailAddress> answersTo = view.header("Reply-To").map(AddressFields::mailboxes).orElse(List.of()).stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .toList();
        if (answersTo.isEmpty() || view.from().isEmpty()) {
            return;
        }
        EmailAddress reply = answersTo.get(0);
        EmailAddress from = view.from().get();
        if (RegistrableDomain.aligned(reply.domain().value(), from.domain().value())) {
            notes.addIf(isFree(reply) && !reply.key().equals(from.key()), "REPLY_TO_OTHER_PERSON", reply.toString());
        } else if (isFree(reply)) {
            notes.add("REPLY_TO_FREE_MAIL", reply.toString());
        } else {
            notes.add("REPLY_TO_OTHER_DOMAIN", reply.toString());
        }
    }

    private static void recipients(SpamView view, SpamNotes notes) {
        String to = view.header("To").orElse("");
        notes.addIf(to.toLowerCase(Locale.ROOT).contains("undisclosed"), "TO_UNDISCLOSED", to);
        notes.addIf(view.header("To").isEmpty() && view.header("Cc").isEmpty(), "TO_NOBODY", "");
        int count = AddressFields.mailboxes(to).size();
        notes.addIf(count >= 20, "TO_MANY", count + " recipients");
        boolean self = view.from()
                .filter(from -> AddressFields.mailboxes(to).stream()
                        .map(Mailbox::address)
                        .flatMap(Optional::stream)
                        .anyMatch(address -> address.key().equals(from.key())))
                .isPresent();
        notes.addIf(self, "TO_IS_FROM", to);
    }

    private static void envelope(SpamView view, SpamNotes notes) {
        Optional<EmailAddress> sender = view.mail().envelope().from().address();
        if (sender.isPresent() && view.from().isPresent()) {
            boolean aligned = RegistrableDomain.aligned(
                    sender.get().domain().value(), view.from().get().domain().value());
            notes.addIf(
                    !aligned && isFree(view.from().get()),
                    "FREE_MAIL_FORGED",
                    sender.get() + ", " + view.from().get());
        }
    }

    static boolean isFree(EmailAddress address) {
        return FreeMail.isFree(address.domain());
    }
}
