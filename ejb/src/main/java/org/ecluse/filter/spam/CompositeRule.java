package org.ecluse.filter.spam;

import java.util.Locale;
import org.ecluse.mail.EmailAddress;

/** What several findings say together and none says alone. Runs after the other rules. */
final class CompositeRule implements SpamRule {
    @Override
    public void examine(SpamView view, SpamNotes notes) {
        boolean threat = notes.strength("TEXT_ACCOUNT_THREAT") >= 1.5 || notes.has("TEXT_MAILBOX_THREAT");
        boolean doubtfulLink = notes.has("LINK_FREE_HOST")
                || notes.has("LINK_SHORTENER")
                || notes.has("LINK_IP_HOST")
                || notes.has("LINK_TEXT_LIES")
                || notes.has("LINK_DOUBTFUL_TLD");
        boolean unasked = !view.hasThread();
        notes.addIf(threat && doubtfulLink && unasked, "PHISHING_DOUBTFUL_LINK", "");
        notes.addIf(threat && notes.has("LINK_ONE_FOREIGN") && unasked, "PHISHING_FOREIGN_LINK", "");
        notes.addIf(notes.has("TEXT_MAILBOX_THREAT") && addressesRecipient(view, notes), "PHISHING_MAILBOX", "");
        boolean fromFreeMail = view.from().filter(AddressRule::isFree).isPresent();
        boolean fraud = notes.has("TEXT_ADVANCE_FEE") || notes.has("TEXT_LOTTERY");
        notes.addIf(fraud && notes.has("REPLY_TO_FREE_MAIL"), "FRAUD_FREE_MAIL_REPLY", "");
        notes.addIf(notes.strength("TEXT_ADVANCE_FEE") >= 1.5 && fromFreeMail && unasked, "FRAUD_FROM_FREE_MAIL", "");
        notes.addIf(notes.strength("TEXT_OFFER_OF_SERVICE") >= 1.5 && unasked, "OFFER_UNASKED", "");
        notes.addIf(notes.has("HTML_ATTACHED") && (threat || view.words().length() < 500), "HTML_ATTACHED_ALONE", "");
    }

    /** The mail calls itself by the recipient's address or domain, as only the recipient's own system would. */
    private static boolean addressesRecipient(SpamView view, SpamNotes notes) {
        String name = view.fromName().toLowerCase(Locale.ROOT);
        return notes.has("LINK_HOLDS_RECIPIENT")
                || notes.has("SUBJECT_HOLDS_RECIPIENT")
                || view.mail().envelope().recipients().stream()
                        .map(EmailAddress::domain)
                        .anyMatch(domain -> name.contains(domain.value()));
    }
}
